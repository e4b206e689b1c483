import { ViewerError } from './viewer-error.ts';

/** A 16-bit grey image, row after row. */
export interface Png16 {
  readonly rows: number;
  readonly columns: number;
  readonly values: Uint16Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
// The size is the sender's to write; a preview's longest side is 2,048.
const MOST_SAMPLES = 2 ** 23;

/**
 * Read a PNG (W3C PNG 3rd edition) of 16-bit grey, not interlaced: browsers' own decoders keep 8 bits of it. Sizes are
 * checked before anything is allocated, and inflating stops at the first byte too many.
 *
 * @throws ViewerError PREVIEW_INVALID
 */
export async function readPng16(bytes: Uint8Array): Promise<Png16> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) throw invalid('no PNG');
  const { rows, columns } = readHeader(view);
  const filtered = await inflate(dataChunks(bytes, view), rows * (1 + columns * 2));
  return { rows, columns, values: unfiltered(filtered, rows, columns) };
}

function readHeader(view: DataView): { rows: number; columns: number } {
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || nameAt(view, 12) !== 'IHDR') throw invalid('no header');
  const [columns, rows] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour, , , interlace] = [24, 25, 26, 27, 28].map((at) => view.getUint8(at));
  if (depth !== 16 || colour !== 0 || interlace !== 0) throw invalid('not 16-bit grey in plain order');
  if (rows < 1 || columns < 1 || rows * columns > MOST_SAMPLES) throw invalid(`${rows} x ${columns} samples`);
  return { rows, columns };
}

/** The compressed bytes, chunk after chunk: views, nothing is copied. */
function dataChunks(bytes: Uint8Array, view: DataView): Uint8Array<ArrayBuffer>[] {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let at = 33;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = nameAt(view, at + 4);
    if (at + 12 + length > bytes.length) break;
    if (name === 'IDAT') chunks.push(bytes.subarray(at + 8, at + 8 + length) as Uint8Array<ArrayBuffer>);
    if (name === 'IEND') return chunks;
    at += 12 + length;
  }
  throw invalid('it ends before its end');
}

async function inflate(chunks: readonly Uint8Array<ArrayBuffer>[], size: number): Promise<Uint8Array> {
  const all = new Uint8Array(size);
  let filled = 0;
  try {
    const stream = new Blob([...chunks]).stream().pipeThrough(new DecompressionStream('deflate'));
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (filled + value.length > size) {
        await reader.cancel();
        throw invalid('it holds more than its size');
      }
      all.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    if (error instanceof ViewerError) throw error;
    throw new ViewerError('PREVIEW_INVALID', 'its compressed data is damaged', { cause: error });
  }
  if (filled < size) throw invalid('it holds less than its size');
  return all;
}

/** PNG section 9: each row begins with the filter it was written with, a sample is two bytes, the high one first. */
function unfiltered(filtered: Uint8Array, rows: number, columns: number): Uint16Array {
  const values = new Uint16Array(rows * columns);
  const width = columns * 2;
  let above = new Uint8Array(width);
  let line = new Uint8Array(width);
  for (let row = 0; row < rows; row++) {
    const start = row * (width + 1);
    const filter = filtered[start] as number;
    if (filter > 4) throw invalid(`filter ${filter}`);
    line.set(filtered.subarray(start + 1, start + 1 + width));
    if (filter !== 0) undo(filter, line, above);
    const out = row * columns;
    for (let column = 0, at = 0; column < columns; column++, at += 2) {
      values[out + column] = ((line[at] as number) << 8) | (line[at + 1] as number);
    }
    [above, line] = [line, above];
  }
  return values;
}

function undo(filter: number, line: Uint8Array, above: Uint8Array): void {
  for (let at = 0; at < line.length; at++) {
    const left = at < 2 ? 0 : (line[at - 2] as number);
    const up = above[at] as number;
    const corner = at < 2 ? 0 : (above[at - 2] as number);
    const guess = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, corner);
    line[at] = (line[at] as number) + guess;
  }
}

/** PNG section 9.4. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((next) => view.getUint8(at + next)));
}

function invalid(why: string): ViewerError {
  return new ViewerError('PREVIEW_INVALID', why);
}
