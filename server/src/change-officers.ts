import { hasher } from '@garita/node-crypto';
import { type AgencyDescriptor, type DescriptorPayload, type Officer, TrustError } from '@garita/trust';
import { readAgencyIdentity } from './agency-folder.ts';
import { nextDescriptor, signDescriptor } from './descriptor-file.ts';
import { FolderError } from './folder-error.ts';

export type OfficerChange =
  | { readonly kind: 'add'; readonly officer: Officer }
  | { readonly kind: 'remove'; readonly id: string }
  /** The same officers for another year. */
  | { readonly kind: 'renew' }
  /** How many equipment authorities must sign what gives trust, 1 to 8. */
  | { readonly kind: 'signatures'; readonly equipment: number };

export interface SignedDescriptor {
  readonly version: number;
  readonly expiresAt: number;
  readonly officers: readonly Officer[];
  readonly signatures: DescriptorPayload['signatures'];
  /** SHA-256 of the signed descriptor, hex. */
  readonly hash: string;
}

/**
 * Signs the agency's next descriptor with the root key (PEM). The server takes it up at its next start, and hands it to
 * the partner. An officer who stands there already, with the same key and role, changes nothing but the date.
 */
export async function changeOfficers(
  dir: string,
  change: OfficerChange,
  rootKey: string,
  now: number,
): Promise<SignedDescriptor> {
  const { descriptor, paths, root } = await readAgencyIdentity(dir);
  const changes =
    change.kind === 'signatures'
      ? { signatures: { equipment: change.equipment } }
      : { officers: officersAfter(descriptor, change) };
  const next = nextDescriptor(descriptor, now, changes);
  const bytes = await sign(() => signDescriptor(paths, next, { pem: rootKey, certificate: root }));
  const { expiresAt, officers, signatures, version } = next;
  return { version, expiresAt, officers, signatures, hash: Buffer.from(hasher.sha256(bytes)).toString('hex') };
}

function officersAfter(
  { officers }: AgencyDescriptor,
  change: Exclude<OfficerChange, { readonly kind: 'signatures' }>,
): DescriptorPayload['officers'] {
  if (change.kind === 'renew') return officers;
  const id = change.kind === 'add' ? change.officer.id : change.id;
  const before = officers.find((officer) => officer.id === id);
  if (change.kind === 'remove') {
    if (!before) throw new FolderError('OFFICER_UNKNOWN', `the descriptor names no ${id}`);
    return officers.filter((officer) => officer !== before);
  }
  const { officer } = change;
  if (before && (Buffer.compare(before.key, officer.key) !== 0 || before.role !== officer.role))
    throw new FolderError('OFFICER_EXISTS', `${id} is ${before.role} with another key or role`);
  return [...officers.filter((other) => other !== before), officer];
}

async function sign(signing: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await signing();
  } catch (error) {
    if (error instanceof TrustError && error.code === 'DESCRIPTOR_SIGNATURE_INVALID')
      throw new FolderError('FOLDER_KEY_MISSING', 'this is a key, but not this agency’s root key', { cause: error });
    throw error;
  }
}
