import { sameBytes } from './bytes.ts';
import { encodeCbor } from './cbor.ts';
import {
  countersignatureHeader,
  keyId,
  MAX_COUNTERSIGNATURES,
  type OpenedCose,
  openCose,
  verifyCose,
  withCountersignatures,
} from './cose.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor, Officer, Role } from './descriptor.ts';
import { officerNamed, officerWithKey } from './officer.ts';
import { TrustError } from './trust-error.ts';

const EMPTY = new Uint8Array();

/**
 * RFC 9338 section 3.3: the bytes a countersignature (version 2) covers: the document with its first signature, and no
 * other countersignature, so that officers sign in any order and without waiting for each other.
 */
export function countersignStructure(cose: OpenedCose, signProtected: Uint8Array): Uint8Array {
  const payload = cose.payload ?? EMPTY;
  return encodeCbor(['CounterSignatureV2', cose.protectedHeader, signProtected, EMPTY, payload, [cose.signature]]);
}

/**
 * Adds one signature to a document that an officer's key signed. What was signed before stays as it was; the bytes, and
 * so their hash, change, the payload does not. Throws `COSE_MALFORMED` for what takes no countersignature (signed by
 * certificate, payload apart, eight there already, longer than `maxBytes` with it) and `COSE_SIGNED_TWICE`.
 */
export async function counterSign(
  crypto: TrustCrypto,
  signer: Es256Signer,
  cose: Uint8Array,
  maxBytes: number,
): Promise<Uint8Array> {
  const opened = openCose(cose, maxBytes, { countersigned: true, typ: true });
  if (opened.signer.by !== 'key' || opened.payload === null)
    throw new TrustError('COSE_MALFORMED', 'it takes no countersignature');
  const kid = keyId(crypto.hasher, signer.spki);
  const before = [opened.signer, ...opened.countersignatures];
  if (before.some((other) => sameBytes(other.kid, kid)))
    throw new TrustError('COSE_SIGNED_TWICE', 'this key has signed it already');
  if (opened.countersignatures.length >= MAX_COUNTERSIGNATURES)
    throw new TrustError('COSE_MALFORMED', `it has ${MAX_COUNTERSIGNATURES} countersignatures already`);
  const protectedHeader = countersignatureHeader(kid);
  const signature = await signer.sign(countersignStructure(opened, protectedHeader));
  const signed = withCountersignatures(opened, [...opened.countersignatures, { kid, protectedHeader, signature }]);
  if (signed.length > maxBytes)
    throw new TrustError('COSE_MALFORMED', `${signed.length} bytes, of ${maxBytes} at most`);
  return signed;
}

/**
 * Everybody who signed, the first signer first; each of another key, as `openCose` saw to. One bad signature, or one
 * of a stranger, and nothing is answered: `refuse` throws with the document's own code.
 */
export async function officersBehind(
  crypto: TrustCrypto,
  cose: OpenedCose,
  descriptor: AgencyDescriptor,
  roles: readonly Role[],
  refuse: (problem: 'SIGNER_NOT_ENTITLED' | 'SIGNATURE_INVALID', message: string) => never,
  /** Id of the officer who must be the first. */
  by?: string,
): Promise<readonly [Officer, ...Officer[]]> {
  const first = officerNamed(crypto, cose, descriptor, roles, by);
  if (!first) return refuse('SIGNER_NOT_ENTITLED', `not signed by ${by ?? 'an officer'} as ${roles.join(' or ')}`);
  if (!(await verifyCose(crypto, cose, first.key))) return refuse('SIGNATURE_INVALID', `not signed by ${first.id}`);
  const officers: [Officer, ...Officer[]] = [first];
  for (const { kid, protectedHeader, signature } of cose.countersignatures) {
    const officer = officerWithKey(crypto, kid, descriptor, roles);
    if (!officer) return refuse('SIGNER_NOT_ENTITLED', `countersigned by a key that is no ${roles.join(' or ')}’s`);
    const signed = countersignStructure(cose, protectedHeader);
    if (!(await crypto.verifyEs256(officer.key, signed, signature)))
      return refuse('SIGNATURE_INVALID', `not countersigned by ${officer.id}`);
    officers.push(officer);
  }
  return officers;
}
