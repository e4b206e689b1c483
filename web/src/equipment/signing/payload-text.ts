import { decodeCbor, toHex } from '@garita/trust';

const MOST_BYTES = 1_100_000;

/** Exactly what is signed, to be read: CBOR and JSON alike as indented text, bytes in hex. */
export function payloadText(payload: Uint8Array, contentType: string): string {
  try {
    const value = contentType.endsWith('cbor')
      ? plain(decodeCbor(payload, { maxBytes: MOST_BYTES }))
      : (JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)) as unknown);
    return JSON.stringify(value, null, 2);
  } catch {
    return toHex(payload);
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, one]) => [String(key), plain(one)]));
  if (Array.isArray(value)) return value.map(plain);
  return value;
}
