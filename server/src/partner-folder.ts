import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { type AgencyDescriptor, DESCRIPTOR_MAX_BYTES, readDescriptor } from '@garita/trust';
import { z } from 'zod';
import { writeDurably } from './adapters/embedded/durable-file.ts';
import { derOf, pemOf } from './agency-certificates.ts';
import { AGENCY_ID, type AgencyPaths } from './agency-settings.ts';
import { FolderError } from './folder-error.ts';
import { readJson, readOptional, readRequired, readText } from './folder-files.ts';
import { issuedAtOf } from './issued-at.ts';

/** Where the partner's server answers. */
export const partnerEndpoints = z.strictObject({
  machines: z.url({ protocol: /^https$/ }).max(300),
  people: z.url({ protocol: /^https?$/ }).max(300),
});
type PartnerEndpoints = z.infer<typeof partnerEndpoints>;

/** What one agency must know of another: its root is all it trusts, the rest is checked against that. */
export interface PartnerCard {
  readonly agency: string;
  /** Root certificate, DER. */
  readonly root: Uint8Array;
  readonly descriptor: AgencyDescriptor;
  readonly descriptorBytes: Uint8Array;
  readonly endpoints: PartnerEndpoints;
}

/** Partners of a folder. More than one is possible on disk; this version serves the first by name. */
export async function readPartners(paths: AgencyPaths): Promise<readonly PartnerCard[]> {
  const names = await readdir(paths.partners).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const agencies = names.filter((name) => AGENCY_ID.test(name)).sort();
  const cards = await Promise.all(agencies.map((agency) => readPartner(paths, agency)));
  return cards.filter((card) => card !== undefined);
}

async function readPartner(paths: AgencyPaths, agency: string): Promise<PartnerCard | undefined> {
  const folder = paths.partner(agency);
  // Written last: without it the partner is not complete.
  if (!(await readOptional(join(folder, 'link.json')))) return undefined;
  const endpoints = await readJson(join(folder, 'link.json'), partnerEndpoints);
  const root = derOf(await readText(join(folder, 'root.crt')));
  const descriptorBytes = await readRequired(join(folder, 'descriptor.cose'));
  // Read as of its issue: the server asks the partner for a newer one when this has run out.
  const at = issuedAtOf(descriptorBytes, DESCRIPTOR_MAX_BYTES);
  const descriptor = await readDescriptor(trustCrypto, descriptorBytes, { rootCertificate: root, at });
  if (descriptor.agency !== agency)
    throw new FolderError('FOLDER_DAMAGED', `${folder} holds the descriptor of ${descriptor.agency}`);
  return { agency, root, descriptor, descriptorBytes, endpoints };
}

/** Keeps a partner. The same again changes nothing; throws PARTNER_ROOT_CHANGED for another root under this id. */
export async function writePartner(paths: AgencyPaths, card: PartnerCard): Promise<void> {
  const before = await readPartner(paths, card.agency);
  if (before && Buffer.compare(before.root, card.root) !== 0)
    throw new FolderError('PARTNER_ROOT_CHANGED', `${card.agency} had root ${fingerprintOf(before.root)}`);
  const folder = paths.partner(card.agency);
  await writeDurably(join(folder, 'root.crt'), pemOf(card.root));
  if (!before || before.descriptor.version < card.descriptor.version)
    await writeDurably(join(folder, 'descriptor.cose'), card.descriptorBytes);
  await writeDurably(join(folder, 'link.json'), `${JSON.stringify(card.endpoints, null, 2)}\n`);
}

/** SHA-256 of a root certificate, hex: what the two sides read out to each other. */
export function fingerprintOf(root: Uint8Array): string {
  return Buffer.from(hasher.sha256(root)).toString('hex');
}

/** A signed agreement as kept: by the hash of the agreement's own bytes. */
export interface KeptAgreement {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export async function readAgreements(paths: AgencyPaths): Promise<readonly KeptAgreement[]> {
  const names = await readdir(paths.agreements).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const hashes = names.flatMap((name) => /^([0-9a-f]{64})\.cbor$/.exec(name)?.[1] ?? []).sort();
  return Promise.all(
    hashes.map(async (hash) => ({ hash, bytes: await readRequired(join(paths.agreements, `${hash}.cbor`)) })),
  );
}

export async function writeAgreement(paths: AgencyPaths, { hash, bytes }: KeptAgreement): Promise<void> {
  await writeDurably(join(paths.agreements, `${hash}.cbor`), bytes);
}
