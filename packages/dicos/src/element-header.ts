import { vrOf } from './dictionary.ts';
import type { Tag } from './tag.ts';

/** A 32-bit length of all ones: the value ends at a delimiter (PS3.5 §7.1.1). */
export const UNDEFINED_LENGTH = 0xffffffff;

/** The longest header: tag, VR and the toolkit's 8-byte OD length. */
export const LONGEST_HEADER = 14;

/** What stands before a value. `length` is what an attacker wrote: up to 2^53, or UNDEFINED_LENGTH. */
export interface ElementHeader {
  readonly tag: Tag;
  readonly vr: string;
  readonly headerBytes: number;
  readonly length: number;
  /** False when the VR is two capital letters that no standard lists. */
  readonly vrKnown: boolean;
}

// PS3.5 table 7.1-2: these have a 16-bit length, the others two reserved bytes and a 32-bit length.
const SHORT_VRS = new Set('AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const LONG_VRS = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));

/** A little-endian view of the whole of `bytes`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The tag at `at`; the caller has checked that 4 bytes are there. */
export function readTag(view: DataView, at: number): Tag {
  return view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
}

/**
 * The element header at `at`.
 *
 * @returns `short` when the header does not fit in the bytes at hand, `malformed` when no VR stands where one must.
 */
export function readHeader(view: DataView, at: number, explicitVr: boolean): ElementHeader | 'short' | 'malformed' {
  if (at + 8 > view.byteLength) return 'short';
  const tag = readTag(view, at);

  if (!explicitVr || tag >>> 16 === 0xfffe) {
    const length = view.getUint32(at + 4, true);
    const vr = vrOf(tag) ?? (length === UNDEFINED_LENGTH ? 'SQ' : 'UN');
    return { tag, vr, headerBytes: 8, length, vrKnown: true };
  }

  const first = view.getUint8(at + 4);
  const second = view.getUint8(at + 5);
  if (!isCapital(first) || !isCapital(second)) return 'malformed';
  const vr = String.fromCharCode(first, second);
  if (SHORT_VRS.has(vr)) return { tag, vr, headerBytes: 8, length: view.getUint16(at + 6, true), vrKnown: true };

  const reserved = view.getUint16(at + 6, true);
  const vrKnown = LONG_VRS.has(vr);
  // A VR no standard lists: PS3.5 gives all new ones the long form, the toolkit's UD and SD look like the short one.
  if (!vrKnown && reserved !== 0) return { tag, vr, headerBytes: 8, length: reserved, vrKnown };
  if (at + 12 > view.byteLength) return 'short';
  if (vr === 'OD' && reserved !== 0) {
    if (at + LONGEST_HEADER > view.byteLength) return 'short';
    return { tag, vr, headerBytes: LONGEST_HEADER, length: readLength64(view, at + 6), vrKnown };
  }
  return { tag, vr, headerBytes: 12, length: view.getUint32(at + 8, true), vrKnown };
}

/** A 64-bit length as a number; beyond 2^53 it loses digits, but never becomes small. */
export function readLength64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
