import { createPrivateKey } from 'node:crypto';
import type { AgencyIdentity } from '../agency-folder.ts';
import { readOptional } from '../folder-files.ts';

/** The key (PKCS #8, DER) of a demonstration's officer, as it lies in the folder; of any other agency nobody's. */
export async function readDemoKey(
  officer: string,
  { descriptor, paths, settings }: Pick<AgencyIdentity, 'descriptor' | 'paths' | 'settings'>,
): Promise<Uint8Array | undefined> {
  // The name is looked up before it becomes part of a path.
  if (!settings.sample || !descriptor.officers.some(({ id }) => id === officer)) return undefined;
  const pem = await readOptional(paths.officerKey(officer));
  if (!pem) return undefined;
  return new Uint8Array(createPrivateKey(Buffer.from(pem).toString('utf8')).export({ type: 'pkcs8', format: 'der' }));
}
