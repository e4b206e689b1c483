import type { Attribute, Attributes } from './attribute.ts';
import { DicosError } from './dicos-error.ts';
import { formatTag } from './tag.ts';

// PS3.5 table 7.1-2: of the VRs written here, these have two reserved bytes and a 32-bit length.
const LONG_VRS = new Set(['OB', 'OW', 'SQ', 'UT']);
const NUMBER_BYTES: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8 };

/**
 * A dataset in explicit VR little endian, in ascending order, sequences with defined lengths.
 *
 * @throws DicosError VALUE_INVALID when a tag stands twice or a value is too long for its header
 */
export function encodeAttributes(attributes: Attributes): Uint8Array {
  const sorted = attributes.toSorted((one, other) => one.tag - other.tag);
  const parts: Uint8Array[] = [];
  for (const [index, attribute] of sorted.entries()) {
    if (sorted[index - 1]?.tag === attribute.tag) {
      throw new DicosError('VALUE_INVALID', `${formatTag(attribute.tag)} is given twice`);
    }
    const value = encodeValue(attribute);
    parts.push(encodeHeader(attribute.tag, attribute.vr, value.length), value);
  }
  return concatenate(parts);
}

/** The header of an element in explicit VR (PS3.5 §7.1.2). */
export function encodeHeader(tag: number, vr: string, length: number): Uint8Array {
  const long = LONG_VRS.has(vr);
  if (length > (long ? 0xfffffffe : 0xffff)) {
    throw new DicosError('VALUE_INVALID', `${formatTag(tag)} has ${length} bytes, too many for ${vr}`);
  }
  const header = new Uint8Array(long ? 12 : 8);
  const view = new DataView(header.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint8(4, vr.charCodeAt(0));
  view.setUint8(5, vr.charCodeAt(1));
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  return header;
}

function encodeValue(attribute: Attribute): Uint8Array {
  if ('items' in attribute) return concatenate(attribute.items.flatMap(encodeItem));
  if ('bytes' in attribute) return padded(attribute.bytes, 0);
  if ('numbers' in attribute) return encodeNumbers(attribute.vr, attribute.numbers);
  const bytes = new TextEncoder().encode(attribute.texts.join('\\'));
  // PS3.5 §6.2: UIDs are padded with NUL, text with a space.
  return padded(bytes, attribute.vr === 'UI' ? 0 : 0x20);
}

function encodeItem(attributes: Attributes): readonly Uint8Array[] {
  const content = encodeAttributes(attributes);
  const header = new Uint8Array([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  new DataView(header.buffer).setUint32(4, content.length, true);
  return [header, content];
}

function encodeNumbers(vr: string, numbers: readonly number[]): Uint8Array {
  const size = NUMBER_BYTES[vr] ?? 0;
  const bytes = new Uint8Array(numbers.length * size);
  const view = new DataView(bytes.buffer);
  for (const [index, number] of numbers.entries()) {
    const at = index * size;
    if (vr === 'US') view.setUint16(at, number, true);
    else if (vr === 'SS') view.setInt16(at, number, true);
    else if (vr === 'UL') view.setUint32(at, number, true);
    else if (vr === 'SL') view.setInt32(at, number, true);
    else if (vr === 'FL') view.setFloat32(at, number, true);
    else view.setFloat64(at, number, true);
  }
  return bytes;
}

function padded(bytes: Uint8Array, filler: number): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  even[bytes.length] = filler;
  return even;
}

/** The parts one after the other. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
