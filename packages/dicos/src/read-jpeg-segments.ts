import { DicosError } from './dicos-error.ts';

/** Everything before the scan of a lossless JPEG of one component. */
export interface JpegScan {
  readonly rows: number;
  readonly columns: number;
  /** Bits per sample, 2 to 16. */
  readonly precision: number;
  /** T.81 table H.1: selection value 1 to 7. */
  readonly predictor: number;
  readonly pointTransform: number;
  /** Samples between restart markers, 0 for none. */
  readonly restartInterval: number;
  /** For each 16 bits in sight: code length in the high byte (0: no such code), value in the low. */
  readonly codes: Uint16Array;
  /** First byte of entropy-coded data. */
  readonly start: number;
}

// ITU-T T.81 table B.1.
const SOF3_LOSSLESS = 0xc3;
const DHT = 0xc4;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DRI = 0xdd;

interface Seen {
  frame?: { readonly precision: number; readonly rows: number; readonly columns: number; readonly component: number };
  restartInterval: number;
  readonly tables: Map<number, Uint16Array>;
}

/**
 * Read the marker segments up to the scan (T.81 annex B). An attacker writes every length and size in them.
 *
 * @throws DicosError FRAME_UNREADABLE when they are broken, or not those of a lossless JPEG of one component
 */
export function readJpegSegments(bytes: Uint8Array): JpegScan {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw unreadable('no JPEG begins here');
  const seen: Seen = { restartInterval: 0, tables: new Map() };
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes, B.1.1.2
      continue;
    }
    const end = at + 2 + word(bytes, at + 2);
    if (marker === EOI || marker < 0xc0 || end < at + 4 || end > bytes.length) break;
    const segment = bytes.subarray(at + 4, end);
    if (marker === SOS) return scanOf(segment, seen, end);
    readSegment(marker, segment, seen);
    at = end;
  }
  throw unreadable('the JPEG header is broken');
}

function readSegment(marker: number, segment: Uint8Array, seen: Seen): void {
  if (marker === DHT) readTables(segment, seen.tables);
  else if (marker === DRI) seen.restartInterval = word(segment, 0);
  else if (marker === SOF3_LOSSLESS) seen.frame = frameOf(segment, seen);
  else if (marker <= 0xcf) throw unreadable('not a lossless Huffman JPEG');
}

function frameOf(segment: Uint8Array, seen: Seen): NonNullable<Seen['frame']> {
  const precision = segment[0] ?? 0;
  const sampledOnce = segment.length === 9 && segment[5] === 1 && segment[7] === 0x11;
  if (seen.frame || !sampledOnce) throw unreadable('not one frame of one component');
  if (precision < 2 || precision > 16) throw unreadable(`${precision} bits a sample`);
  return { precision, rows: word(segment, 1), columns: word(segment, 3), component: segment[6] ?? 0 };
}

function scanOf(segment: Uint8Array, { frame, restartInterval, tables }: Seen, start: number): JpegScan {
  if (!frame || segment.length !== 6 || segment[0] !== 1 || segment[1] !== frame.component) {
    throw unreadable('not a scan of one component');
  }
  const codes = tables.get((segment[2] ?? 0) >> 4);
  const predictor = segment[3] ?? 0;
  const pointTransform = (segment[5] ?? 0) & 0x0f;
  if (!codes || predictor < 1 || predictor > 7 || pointTransform >= frame.precision) {
    throw unreadable('the scan names no table or predictor');
  }
  // H.1.1: a restart interval holds whole lines.
  if (restartInterval % Math.max(1, frame.columns) !== 0) throw unreadable('a restart within a line');
  const { rows, columns, precision } = frame;
  return { rows, columns, precision, predictor, pointTransform, restartInterval, codes, start };
}

// B.2.4.2 and annex C: sixteen counts of codes by length, then the values, in the order of the codes.
function readTables(segment: Uint8Array, tables: Map<number, Uint16Array>): void {
  let at = 0;
  while (at + 17 <= segment.length) {
    const target = segment[at] ?? 0;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = segment.subarray(at + 17, at + 17 + total);
    if (total > 256 || values.length < total || target > 0x1f) break;
    if (target < 4) tables.set(target, codesOf(counts, values));
    at += 17 + total;
  }
  if (at !== segment.length) throw unreadable('a Huffman table is broken');
}

function codesOf(counts: Uint8Array, values: Uint8Array): Uint16Array {
  const codes = new Uint16Array(65_536);
  let from = 0;
  let next = 0;
  for (const [index, count] of counts.entries()) {
    const bits = index + 1;
    const width = 1 << (16 - bits);
    for (let code = 0; code < count; code += 1) {
      if (from + width > codes.length) throw unreadable('a Huffman table has too many codes');
      codes.fill((bits << 8) | (values[next] ?? 0), from, from + width);
      from += width;
      next += 1;
    }
  }
  return codes;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function unreadable(why: string): DicosError {
  return new DicosError('FRAME_UNREADABLE', why);
}
