import { sameBytes } from '@garita/trust';
import { bundleFacts, notProven } from './bundle-facts.ts';
import { MANIFEST } from './bundle-members.ts';
import { inWords } from './bundle-problem-words.ts';
import type { BundleReport, Finding } from './bundle-report.ts';
import { type BundleCrypto, collectBundle } from './collect-bundle.ts';
import { ExchangeError } from './exchange-error.ts';
import { judgeEvidence } from './judge-evidence.ts';
import type { BundleMember } from './read-bundle.ts';

/**
 * Judges a bundle offline. `roots` are the two agencies' root certificates (DER) that the reader was given by hand:
 * nothing else is trusted, a root in the bundle only says which of them is meant. `at` is now, in milliseconds since
 * 1970; it bounds nothing but what claims to come from the future. Objects are hashed as they stream by. Throws
 * `ROOTS_INVALID` without two different roots.
 */
export async function verifyBundle(
  crypto: BundleCrypto,
  members: AsyncIterable<BundleMember>,
  roots: readonly Uint8Array[],
  at: number,
): Promise<BundleReport> {
  const [first] = roots;
  if (!first || roots.every((root) => sameBytes(root, first))) {
    throw new ExchangeError('ROOTS_INVALID', 'two different root certificates are needed, one of each agency');
  }
  const bundle = await collectBundle(crypto, members);
  const found: Finding[] = [...bundle.problems];
  const evidence = await judgeEvidence(crypto, bundle, { roots, at }, (member, code, detail) => {
    found.push({ member, code, detail });
  });
  const problems = [...blame(bundle.mismatches, found), ...found];
  const isVerified = problems.length === 0 && evidence !== undefined;
  return {
    verified: isVerified,
    facts: isVerified ? bundleFacts(evidence) : [],
    problems: (isVerified || problems.length > 0 ? problems : [NOTHING_SHOWN]).map(inWords),
    notProven: notProven(evidence?.scan.statement.keyProtection),
  };
}

/**
 * A member that differs from the manifest is the altered one if anything else is wrong; if all the signatures and
 * proofs hold, the manifest itself, which nobody signs, was altered.
 */
function blame(mismatches: readonly string[], found: readonly Finding[]): Finding[] {
  const members = mismatches.filter((name) => name !== MANIFEST);
  const listed = mismatches.includes(MANIFEST)
    ? [wrongManifest('it lists other members, or another statement, than the bundle has')]
    : [];
  if (found.length === 0) return [...listed, ...members.map((name) => wrongManifest(`it describes ${name} wrongly`))];
  const altered = members.map((member): Finding => {
    return { member, code: 'BUNDLE_MEMBER_ALTERED', detail: 'its bytes are not the ones the manifest lists' };
  });
  return [...altered, ...listed];
}

function wrongManifest(detail: string): Finding {
  return { member: MANIFEST, code: 'BUNDLE_MANIFEST_MISMATCH', detail };
}

// Every path that leaves no evidence notes why; should one not, the answer is still no.
const NOTHING_SHOWN: Finding = {
  member: MANIFEST,
  code: 'BUNDLE_DOCUMENT_INVALID',
  detail: 'the bundle does not show everything it must',
};
