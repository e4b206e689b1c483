import { checkAttributes } from './check-attributes.ts';
import { checkIdentity } from './check-identity.ts';
import { checkPixels } from './check-pixels.ts';
import { type Finding, FindingList } from './finding.ts';
import type { DicosFile } from './read-dicos.ts';

const ORDER = { error: 0, warning: 1, note: 2 } as const;

/**
 * Everything found in a file, errors first: what reading it showed and what its attributes show.
 *
 * An `error` says that the file is not whole or not what it claims; real files of the reference toolkit, however odd,
 * have none.
 */
export function checkStructure(file: DicosFile): readonly Finding[] {
  const findings = new FindingList();
  findings.addAll(file.problems);
  checkPixels(file, findings);
  checkIdentity(file, findings);
  if (file.transferSyntax.dataset === 'readable') checkAttributes(file, findings);
  return findings.list().toSorted((one, other) => ORDER[one.severity] - ORDER[other.severity]);
}
