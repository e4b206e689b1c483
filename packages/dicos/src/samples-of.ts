import { TAG, type Tag } from './tag.ts';

/** Pixels as the numbers they are. */
export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

const FLOATS: ReadonlyMap<Tag, 32 | 64> = new Map([
  [TAG.floatPixels, 32],
  [TAG.pixelsFloat, 32],
  [TAG.doublePixels, 64],
]);

const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Little-endian bytes as samples; the bytes are copied, so that they are aligned and the caller's own.
 *
 * @param tag under which the pixels stand: it tells floats from integers
 * @returns `undefined` for a width no sample has
 */
export function samplesOf(bytes: Uint8Array, tag: Tag, bits: number, signed: boolean): Samples | undefined {
  const float = FLOATS.get(tag);
  if (float !== undefined && float !== bits) return undefined;
  const width = bits / 8;
  // Not slice(): that of a Node Buffer does not copy.
  const copy = new Uint8Array(bytes);
  if (!MACHINE_IS_LITTLE_ENDIAN) swap(copy, width);
  const { buffer } = copy;
  if (float === 32) return new Float32Array(buffer);
  if (float === 64) return new Float64Array(buffer);
  if (bits === 8) return signed ? new Int8Array(buffer) : copy;
  if (bits === 16) return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
  if (bits === 32) return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
  if (bits === 64) return signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
  return undefined;
}

function swap(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}
