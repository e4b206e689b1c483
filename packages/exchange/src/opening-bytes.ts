import { decodeCbor, encodeCbor, MAX_RECORD_BYTES, type Opening, opening } from '@garita/trust';

/** An opening as a document of its own. */
export function makeOpening({ salt, record }: Opening): Uint8Array {
  return encodeCbor({ salt, record });
}

/** Throws `CBOR_MALFORMED` of @garita/trust. */
export function readOpening(input: Uint8Array): Opening {
  return opening(decodeCbor(input, { maxBytes: MAX_RECORD_BYTES + 64 }), '');
}
