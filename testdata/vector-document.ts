// How a signed document stands in a vector file.
import { hasher } from '@garita/node-crypto';
import { type CborValue, encodeCbor, openCose, toHex } from '@garita/trust';

export const VECTOR_NOTE =
  'Test vectors. The keys are test keys: SHA-256("garita test key: " + name) as scalar, RFC 6979 signatures, low s.';

/** A signed document, part by part. */
export function documentVector(payload: CborValue, cose: Uint8Array) {
  const { countersignatures, protectedHeader, signature } = openCose(cose, cose.length, { countersigned: true });
  return {
    note: VECTOR_NOTE,
    payload: readable(payload),
    payloadCbor: toHex(encodeCbor(payload)),
    protectedHeader: toHex(protectedHeader),
    signature: toHex(signature),
    ...(countersignatures.length > 0 ? { countersignatures: readable(countersignatures) } : {}),
    cose: toHex(cose),
    hash: toHex(hasher.sha256(cose)),
  };
}

/** For people: byte strings in CBOR diagnostic notation, the rest as JSON has it. */
export function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return `h'${toHex(value)}'`;
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
