import { type ByteSource, readExactly } from './byte-source.ts';
import { readLength64, readTag, UNDEFINED_LENGTH, viewOf } from './element-header.ts';
import type { FindingList } from './finding.ts';
import type { PixelHeader } from './index-elements.ts';
import type { ReadLimits } from './read-limits.ts';
import { formatTag, ITEM, SEQUENCE_END, type Tag } from './tag.ts';

/** One fragment of encapsulated pixels. */
export interface Fragment {
  readonly offset: number;
  readonly length: number;
  /** Begins with JPEG's start-of-image marker. */
  readonly startsJpeg: boolean;
}

/** Where the pixels lie in the file. */
export interface PixelPlace {
  readonly tag: Tag;
  readonly vr: string;
  /** First byte of the value (native) or of the basic offset table's item (encapsulated). */
  readonly offset: number;
  /** Bytes of the value that are there. */
  readonly length: number;
  /** Bytes the header declares; `undefined` when a delimiter ends them. */
  readonly declaredLength: number | undefined;
  readonly encapsulated: boolean;
  readonly fragments: readonly Fragment[];
  /** The basic offset table (PS3.5 A.4), often empty. */
  readonly frameOffsets: readonly number[];
  /** First byte after the pixels and their delimiter. */
  readonly end: number;
}

const WALK_STEP = 4096;

/** Where the pixels lie, found without reading them. What is wrong on the way becomes findings. */
export async function locatePixels(
  header: PixelHeader,
  head: DataView,
  source: ByteSource,
  expectedBytes: number | undefined,
  limits: ReadLimits,
  findings: FindingList,
): Promise<PixelPlace> {
  if (header.length === UNDEFINED_LENGTH) return await walkFragments(header, source, limits, findings);
  const { offset, declaredLength } = nativeExtent(header, head, source.size, expectedBytes);
  const length = Math.max(0, Math.min(declaredLength, source.size - offset));
  if (length < declaredLength) {
    findings.add('PIXELS_TRUNCATED', `${declaredLength} bytes are declared, ${length} are there`, header.tag);
  }
  const { tag, vr } = header;
  const extent = { offset, length, declaredLength, end: offset + length };
  return { tag, vr, ...extent, encapsulated: false, fragments: [], frameOffsets: [] };
}

/**
 * The toolkit writes OD (and, in its own transfer syntax, other pixels) as VR + 8-byte length without reserved bytes.
 * When the low half of that length is a multiple of 65,536 both forms can be read; what fits the image decides.
 */
function nativeExtent(
  header: PixelHeader,
  head: DataView,
  size: number,
  expectedBytes: number | undefined,
): { offset: number; declaredLength: number } {
  const standard = { offset: header.headerOffset + header.headerBytes, declaredLength: header.length };
  const longForm = header.headerBytes === 12 && header.headerOffset + 14 <= head.byteLength;
  if (!longForm) return standard;
  const toolkit = { offset: header.headerOffset + 14, declaredLength: readLength64(head, header.headerOffset + 6) };
  const fits = ({ offset, declaredLength }: typeof standard) =>
    declaredLength === expectedBytes && offset + declaredLength <= size;
  return fits(toolkit) && !fits(standard) ? toolkit : standard;
}

/** List the fragments by their item headers alone (PS3.5 A.4): memory grows with the count, which is bounded. */
async function walkFragments(
  header: PixelHeader,
  source: ByteSource,
  limits: ReadLimits,
  findings: FindingList,
): Promise<PixelPlace> {
  const { tag, vr } = header;
  const offset = header.headerOffset + header.headerBytes;
  const look = lookingAhead(source);
  const fragments: Fragment[] = [];
  let frameOffsets: readonly number[] = [];
  let at = offset;
  let end: number | undefined;

  for (let item = 0; end === undefined; item += 1) {
    const bytes = await look(at, 10);
    if (bytes.length < 8) {
      findings.add('PIXELS_TRUNCATED', `no delimiter ends the ${fragments.length} fragments`, tag);
      break;
    }
    const view = viewOf(bytes);
    const itemTag = readTag(view, 0);
    const length = view.getUint32(4, true);
    if (itemTag === SEQUENCE_END) {
      end = at + 8;
      break;
    }
    if (itemTag !== ITEM || length === UNDEFINED_LENGTH) {
      findings.add('FRAGMENTS_MALFORMED', `${formatTag(itemTag)} stands where a fragment must begin, byte ${at}`, tag);
      break;
    }
    if (item > limits.maxFragments) {
      findings.add('FRAGMENTS_TOO_MANY', `more than ${limits.maxFragments} fragments`, tag);
      break;
    }
    if (at + 8 + length > source.size) {
      const there = source.size - at - 8;
      findings.add('PIXELS_TRUNCATED', `fragment ${item} declares ${length} bytes, ${there} are there`, tag);
      break;
    }
    if (item === 0) frameOffsets = await readOffsets(source, at + 8, length, limits);
    else {
      const startsJpeg = length >= 2 && bytes[8] === 0xff && bytes[9] === 0xd8;
      fragments.push({ offset: at + 8, length, startsJpeg });
    }
    at += 8 + length;
  }
  const extent = { offset, length: at - offset, declaredLength: undefined, end: end ?? source.size };
  return { tag, vr, ...extent, encapsulated: true, fragments, frameOffsets };
}

async function readOffsets(source: ByteSource, at: number, length: number, limits: ReadLimits): Promise<number[]> {
  if (length === 0 || length % 4 !== 0 || length / 4 > limits.maxFragments) return [];
  const view = viewOf(await readExactly(source, at, length));
  return Array.from({ length: length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

/** Small reads through a step of read-ahead, so that many tiny fragments do not cost a read each. */
function lookingAhead(source: ByteSource): (at: number, length: number) => Promise<Uint8Array> {
  let start = 0;
  let bytes = new Uint8Array(0);
  return async (at, length) => {
    if (at < start || at + length > start + bytes.length) {
      const wanted = Math.max(0, Math.min(WALK_STEP, source.size - at));
      bytes = new Uint8Array(await readExactly(source, Math.min(at, source.size), wanted));
      start = at;
    }
    return bytes.subarray(at - start, at - start + length);
  };
}
