import { TrustError } from './trust-error.ts';

// Bitstring Status List v1.0 section 2.2: 16 KB at least, so that a place tells nothing about its credential.
export const FEWEST_STATUS_BITS = 131_072;
/** Places in a list at most. */
export const MOST_STATUS_BITS = 1_048_576;
/** Characters of base64url that a list of that size can need; what does not compress grows a little. */
export const LONGEST_ENCODED = 180_000;

/** A list of `size` places, a multiple of 8, in which these are set. Throws `STATUS_LIST_MALFORMED`. */
export function statusBits(places: readonly number[], size = FEWEST_STATUS_BITS): Uint8Array {
  if (size % 8 !== 0 || size < FEWEST_STATUS_BITS || size > MOST_STATUS_BITS)
    throw refused(`a list of ${size} places, of ${FEWEST_STATUS_BITS} to ${MOST_STATUS_BITS}`);
  const bits = new Uint8Array(size / 8);
  for (const place of places) {
    const [byte, mask] = locate(bits, place);
    bits[byte] = (bits[byte] as number) | mask;
  }
  return bits;
}

export function isBitSet(bits: Uint8Array, place: number): boolean {
  const [byte, mask] = locate(bits, place);
  return ((bits[byte] as number) & mask) !== 0;
}

/** Section 2.2: the first place is the left-most bit. */
function locate(bits: Uint8Array, place: number): [byte: number, mask: number] {
  if (!Number.isSafeInteger(place) || place < 0 || place >= bits.length * 8)
    throw refused(`there is no place ${place} in a list of ${bits.length * 8}`);
  return [Math.floor(place / 8), 0x80 >> (place % 8)];
}

/** Section 2.2: GZIP (RFC 1952), then base64url without padding, then the `u` of Multibase. */
export async function packBits(bits: Uint8Array): Promise<string> {
  const packed = await through(bits, new CompressionStream('gzip'), MOST_STATUS_BITS);
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return `u${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** The bits of an encoded list. Throws `STATUS_LIST_MALFORMED`, also for one that unpacks to more than a list may hold. */
export async function unpackBits(encoded: string): Promise<Uint8Array> {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded) || encoded.length > LONGEST_ENCODED + 1)
    throw refused('the list is not base64url after a u, or too long');
  // A kilobyte of an attacker's can unpack to a megabyte: reading ends at the longest list there is.
  const bits = await through(bytesOf(encoded.slice(1)), new DecompressionStream('gzip'), MOST_STATUS_BITS / 8);
  if (bits.length * 8 < FEWEST_STATUS_BITS) throw refused(`a list of ${bits.length * 8} places is too short`);
  return bits;
}

function bytesOf(base64url: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
  } catch (error) {
    throw new TrustError('STATUS_LIST_MALFORMED', 'the list is not base64url', { cause: error });
  }
}

async function through(
  input: Uint8Array,
  by: CompressionStream | DecompressionStream,
  maxBytes: number,
): Promise<Uint8Array> {
  const reader = new Blob([new Uint8Array(input)]).stream().pipeThrough(by).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) throw refused(`it unpacks to more than ${maxBytes} bytes`);
      pieces.push(value);
    }
  } catch (error) {
    if (error instanceof TrustError) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
    throw new TrustError('STATUS_LIST_MALFORMED', 'the list cannot be unpacked', { cause: error });
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function refused(message: string): TrustError {
  return new TrustError('STATUS_LIST_MALFORMED', message);
}
