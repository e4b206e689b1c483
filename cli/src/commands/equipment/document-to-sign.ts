import type { SigningItem } from '@garita/api';
import { hasher } from '@garita/node-crypto';
import { type DocumentToSign, decodeCbor, demandKind, openCose, sameBytes, TrustError, toHex } from '@garita/trust';
import { Failure } from '../../failure.ts';
import { printable } from '../../printable.ts';

/** As large as any document that officers sign. */
const MAX_BYTES = 1_100_000;

/**
 * What is to be signed, out of a server's answer. The key covers the payload alone, so that what stands beside it is
 * held against it. Throws SIGNING_MISMATCH.
 */
export function documentToSign({ contentType, id, payload: told, signed: before, typ }: SigningItem): DocumentToSign {
  const payload = new Uint8Array(Buffer.from(told, 'base64'));
  if (toHex(hasher.sha256(payload)) !== id) throw new Failure('SIGNING_MISMATCH', `its payload is not ${id}`);
  if (before === null) return { contentType, typ, payload, signed: null };
  const signed = new Uint8Array(Buffer.from(before, 'base64'));
  const cose = openCose(signed, MAX_BYTES, { countersigned: true, typ: typ !== null });
  if (cose.payload === null || !sameBytes(cose.payload, payload))
    throw new Failure('SIGNING_MISMATCH', `what was signed before is not ${id}`);
  return { contentType, typ, payload, signed };
}

/** What was signed, when it is of the kind that the server called it: else nobody gets it. Throws SIGNING_MISMATCH. */
export function demandKindTold<Cose extends Uint8Array>(kind: SigningItem['kind'], cose: Cose): Cose {
  try {
    demandKind(kind, cose);
    return cose;
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    throw new Failure('SIGNING_MISMATCH', `it is no ${kind}: ${error.message}`);
  }
}

/** The payload itself as JSON, whatever the server says of it: CBOR with bytes in hex, or JSON as it is. */
export function payloadInWords({ contentType, payload }: DocumentToSign): string[] {
  const value: unknown = contentType.endsWith('+cbor')
    ? decodeCbor(payload, { maxBytes: MAX_BYTES })
    : JSON.parse(new TextDecoder().decode(payload));
  const text = JSON.stringify(value, (_, one: unknown) => plain(one), 2);
  return text.split('\n').map((line) => printable(line, 4000));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (value instanceof Map) return Object.fromEntries(value);
  if (typeof value === 'bigint') return String(value);
  return value;
}
