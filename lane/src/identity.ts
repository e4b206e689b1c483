import { randomUUID, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { type AgencyDescriptor, type Es256Signer, readCertificate, readDescriptor } from '@garita/trust';
import { z } from 'zod';
import { syncFolder, writeNewFile } from './durable-file.ts';
import { isAbsent, LaneError } from './lane-error.ts';

const enrolment = z.object({
  version: z.literal(1),
  server: z.url({ protocol: /^https$/ }),
  agency: z.string(),
  device: z.string(),
  configuration: z.string(),
  site: z.string(),
  lane: z.string(),
  enrolledAt: z.int(),
});
export type Enrolment = z.infer<typeof enrolment>;

/** Who this lane is: what enrolment gave it, and the key that never leaves the folder. */
export interface LaneIdentity extends Enrolment {
  /** PKCS#8 PEM. */
  readonly keyPem: string;
  readonly signer: Es256Signer;
  /** DER, the device's certificate first, without the root. */
  readonly chain: readonly Uint8Array[];
  /** DER. */
  readonly root: Uint8Array;
  readonly descriptor: AgencyDescriptor;
  /** End of the device certificate's life, ms. */
  readonly expiresAt: number;
}

export interface IdentityToStore extends Omit<Enrolment, 'version'> {
  readonly keyPem: string;
  readonly chain: readonly Uint8Array[];
  readonly root: Uint8Array;
  /** COSE, as the server sent it. */
  readonly descriptor: Uint8Array;
}

const folderOf = (folder: string) => join(folder, 'identity');

export function isEnrolled(folder: string): boolean {
  return existsSync(folderOf(folder));
}

/** All or nothing: the files are written and synced aside, then the folder gets its name. Never overwrites one. */
export async function storeIdentity(folder: string, identity: IdentityToStore): Promise<void> {
  if (isEnrolled(folder)) throw alreadyEnrolled(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.identity.${randomUUID()}.part`);
  await mkdir(part, { mode: 0o700 });
  const { keyPem, chain, root, descriptor, ...rest } = identity;
  await writeNewFile(join(part, 'device.key'), keyPem, 0o600);
  await writeNewFile(join(part, 'device.crt'), chain.map(toPem).join(''), 0o644);
  await writeNewFile(join(part, 'root.crt'), toPem(root), 0o644);
  await writeNewFile(join(part, 'descriptor.cose'), descriptor, 0o644);
  const text = `${JSON.stringify(enrolment.parse({ version: 1, ...rest }), null, 2)}\n`;
  await writeNewFile(join(part, 'enrolment.json'), text, 0o644);
  await syncFolder(part);
  try {
    // rename(2) refuses a folder that is there and not empty: two enrolments cannot both win.
    await rename(part, folderOf(folder));
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw isEnrolled(folder) ? alreadyEnrolled(folder) : error;
  }
  await syncFolder(folder);
}

/** Throws LANE_NOT_ENROLLED, or a TrustError when the stored documents do not hold together. */
export async function loadIdentity(folder: string): Promise<LaneIdentity> {
  const read = async (name: string) => readFile(join(folderOf(folder), name));
  const text = await read('enrolment.json').catch((error: unknown) => {
    if (isAbsent(error)) throw new LaneError('LANE_NOT_ENROLLED', folder, { cause: error });
    throw error;
  });
  const enrolled = enrolment.parse(JSON.parse(text.toString('utf8')));
  const keyPem = (await read('device.key')).toString('utf8');
  const chain = fromPem((await read('device.crt')).toString('utf8'));
  const root = fromPem((await read('root.crt')).toString('utf8'))[0] as Uint8Array;
  // As of the enrolment: a lane that was offline for long still captures, and the server judges what is due.
  const descriptor = await readDescriptor(trustCrypto, new Uint8Array(await read('descriptor.cose')), {
    rootCertificate: root,
    at: enrolled.enrolledAt,
  });
  const expiresAt = readCertificate(chain[0] as Uint8Array).notAfter;
  return { ...enrolled, keyPem, signer: loadEs256Signer(keyPem), chain, root, descriptor, expiresAt };
}

export function toPem(der: Uint8Array): string {
  return new X509Certificate(der).toString();
}

function fromPem(text: string): Uint8Array[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw));
}

export function alreadyEnrolled(folder: string): LaneError {
  return new LaneError('LANE_ALREADY_ENROLLED', folder);
}
