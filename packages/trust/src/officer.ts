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
  if (signer.by !== 'key') return undefined;
  return descriptor.officers.find(
    (officer) =>
      roles.includes(officer.role) &&
      (id === undefined || officer.id === id) &&
      sameBytes(keyId(crypto.hasher, officer.key), signer.kid),
  );
}
