import { sameBytes } from './bytes.ts';
import { keyId, type OpenedCose } from './cose.ts';
import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor, Officer, Role } from './descriptor.ts';

/** The officer of the descriptor whose key a document names, if one of these roles (and this id) is theirs. */
export function officerNamed(
  crypto: TrustCrypto,
  cose: OpenedCose,
  descriptor: AgencyDescriptor,
  roles: readonly Role[],
  id?: string,
): Officer | undefined {
  const { signer } = cose;
  return signer.by === 'key' ? officerWithKey(crypto, signer.kid, descriptor, roles, id) : undefined;
}

/** The officer of the descriptor with this key (its SHA-256), if one of these roles (and this id) is theirs. */
export function officerWithKey(
  crypto: TrustCrypto,
  kid: Uint8Array,
  descriptor: AgencyDescriptor,
  roles: readonly Role[],
  id?: string,
): Officer | undefined {
  return descriptor.officers.find(
    (officer) =>
      roles.includes(officer.role) &&
      (id === undefined || officer.id === id) &&
      sameBytes(keyId(crypto.hasher, officer.key), kid),
  );
}
