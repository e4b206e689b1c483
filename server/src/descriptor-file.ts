import { join } from 'node:path';
import { hasher, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { type DescriptorPayload, makeDescriptor, readDescriptor } from '@garita/trust';
import { writeDurably } from './adapters/embedded/durable-file.ts';
import { DAY_MS } from './agency-certificates.ts';
import type { AgencyPaths } from './agency-settings.ts';

/** A year: whoever lost trust in an officer's key signs a new one at once; expiry is for the agency that cannot. */
export const DESCRIPTOR_LIFETIME_MS = 365 * DAY_MS;

/** Signs a descriptor with the root key and keeps it, under its hash too. */
export async function signDescriptor(
  paths: AgencyPaths,
  payload: DescriptorPayload,
  root: { readonly pem: string; readonly certificate: Uint8Array },
): Promise<Uint8Array> {
  const bytes = await makeDescriptor(payload, {
    crypto: trustCrypto,
    signer: loadEs256Signer(root.pem),
    rootCertificate: root.certificate,
  });
  // Read as the partner will: a root key of another agency is noticed here and not by them.
  await readDescriptor(trustCrypto, bytes, { rootCertificate: root.certificate, at: payload.issuedAt });
  const hash = Buffer.from(hasher.sha256(bytes)).toString('hex');
  await writeDurably(join(paths.descriptors, `${hash}.cose`), bytes);
  await writeDurably(paths.descriptor, bytes);
  return bytes;
}

/** The same agency a version later, for another year. */
export function nextDescriptor(
  before: DescriptorPayload & { readonly hash: Uint8Array },
  now: number,
  changes: Partial<Pick<DescriptorPayload, 'officers' | 'name' | 'nodeCa' | 'deviceCa' | 'signatures'>> = {},
): DescriptorPayload {
  const { v, agency, name, nodeCa, deviceCa, log, witness, officers, sample, signatures, version, hash } = before;
  const kept = { v, agency, name, nodeCa, deviceCa, log, witness, officers, sample, signatures };
  return {
    ...kept,
    ...changes,
    version: version + 1,
    issuedAt: now,
    expiresAt: now + DESCRIPTOR_LIFETIME_MS,
    previous: hash,
  };
}
