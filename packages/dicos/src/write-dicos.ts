import { type Attributes, attribute } from './attribute.ts';
import { DicosError } from './dicos-error.ts';
import { concatenate, encodeAttributes, encodeHeader } from './encode-attributes.ts';
import { TAG } from './tag.ts';
import { TRANSFER_SYNTAX } from './transfer-syntaxes.ts';

/** One instance ready to be written: made by `dxInstance`, `ctInstance` or `tdrInstance`. */
export interface DicosInstance {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  /** Everything but group 0002 and the pixels. */
  readonly attributes: Attributes;
  /** 16-bit pixels, frame after frame, row after row; `undefined` for a report. */
  readonly pixels: Uint16Array | undefined;
}

/** A file in parts, so that pixels are never copied: concatenate, hash or write them in this order. */
export interface DicosParts {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
}

/** The DICOS version written. */
export const WRITTEN_VERSION = 'V03';
// PS3.5 B.2: a UID made from a UUID, once, for this implementation.
const IMPLEMENTATION_UID = '2.25.147612381833287669541587726983129313748';
const IMPLEMENTATION_NAME = 'GARITA_1';

/**
 * A Part 10 file in explicit VR little endian. The same instance always gives the same bytes.
 *
 * @returns the head, then (for images) the pixels: a view of the array given, not a copy, on little-endian machines
 * @throws DicosError VALUE_INVALID, PIXELS_INVALID
 */
export function writeDicos(instance: DicosInstance): DicosParts {
  const meta = encodeAttributes([
    attribute(TAG.metaVersion, Uint8Array.of(0, 1)),
    attribute(TAG.metaSopClass, instance.sopClassUid),
    attribute(TAG.metaSopInstance, instance.sopInstanceUid),
    attribute(TAG.metaDicosVersion, WRITTEN_VERSION),
    attribute(TAG.transferSyntax, TRANSFER_SYNTAX.explicitLittleEndian),
    attribute(TAG.implementationClass, IMPLEMENTATION_UID),
    attribute(TAG.implementationVersion, IMPLEMENTATION_NAME),
  ]);
  const metaLength = encodeAttributes([attribute(TAG.metaLength, meta.length)]);
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);

  const head = [preamble, metaLength, meta, encodeAttributes(withCharacterSet(instance.attributes))];
  if (!instance.pixels) return inParts([concatenate(head)]);
  const pixels = littleEndianBytes(instance.pixels);
  if (pixels.length > 0xfffffffe) throw new DicosError('PIXELS_INVALID', 'pixels beyond 4 GB have no DICOM length');
  head.push(encodeHeader(TAG.pixels, 'OW', pixels.length));
  return inParts([concatenate(head), pixels]);
}

/** The whole file in one array: for small ones and for tests. */
export function writeDicosBytes(instance: DicosInstance): Uint8Array {
  return concatenate(writeDicos(instance).parts);
}

function inParts(parts: readonly Uint8Array[]): DicosParts {
  return { parts, sizeBytes: parts.reduce((sum, part) => sum + part.length, 0) };
}

// PS3.3 C.12.1.1.2: text beyond ASCII needs a character set; without such text the toolkit's files name none.
function withCharacterSet(attributes: Attributes): Attributes {
  return isAscii(attributes) ? attributes : [attribute(TAG.characterSet, 'ISO_IR 192'), ...attributes];
}

function isAscii(attributes: Attributes): boolean {
  return attributes.every((one) => {
    if ('items' in one) return one.items.every(isAscii);
    return !('texts' in one) || one.texts.every((text) => /^[\0-\x7f]*$/.test(text));
  });
}

const MACHINE_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndianBytes(pixels: Uint16Array): Uint8Array {
  if (MACHINE_IS_LITTLE_ENDIAN) return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const bytes = new Uint8Array(pixels.byteLength);
  const view = new DataView(bytes.buffer);
  for (const [index, pixel] of pixels.entries()) view.setUint16(index * 2, pixel, true);
  return bytes;
}
