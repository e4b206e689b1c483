import type { DisplayTile } from './display-tile.ts';
import { FRACTION_BITS, type TilePatch } from './frame-plan.ts';
import type { Pipeline } from './pipeline.ts';

const ONE = 2 ** FRACTION_BITS;
const HALF = ONE / 2;
const WEIGHT_SHIFT = FRACTION_BITS - 8;

/** The inner loops of the script renderer, with the tables and row buffers they need. Numbers stay in 32 bits. */
export class Shading {
  #pipeline: Pipeline | undefined;
  /** Colour by stored value where there is no material. */
  readonly #direct = new Int32Array(65_536);
  #ramp: Int32Array = new Int32Array(65_536);
  #grey: Uint8Array = new Uint8Array(65_536);
  #edge = 0;
  #columns = new Int32Array(0);
  #upper = new Int32Array(0);
  #lower = new Int32Array(0);
  #between = new Int32Array(0);
  #sharp = new Uint8ClampedArray(0);
  /** Brightness of the last four rows of samples, for sharpening; each row has its place by its number. */
  readonly #bright = [0, 1, 2, 3].map(() => ({ row: -1, values: new Uint8Array(0) }));

  use(pipeline: Pipeline): void {
    if (pipeline === this.#pipeline) return;
    this.#pipeline = pipeline;
    const { grey, ramp } = pipeline;
    this.#grey = new Uint8Array(grey.buffer);
    this.#ramp = new Int32Array(ramp.buffer);
    this.#edge = pipeline.edge;
    for (let value = 0; value < 65_536; value++) {
      this.#direct[value] = this.#ramp[grey[value] as number] as number;
    }
  }

  nearest(patch: TilePatch, pixels: Int32Array, width: number, coarse: boolean): void {
    const { left, right, top, bottom, tile, sampleX, sampleY, stepX, stepY } = patch;
    const count = right - left;
    if (this.#columns.length < count) this.#columns = new Int32Array(count);
    const columns = this.#columns;
    for (let x = 0, at = sampleX; x < count; x++, at += stepX) columns[x] = at >> FRACTION_BITS;
    this.#forgetRows();
    let before = -1;
    for (let y = top, at = sampleY; y < bottom; y++, at += stepY) {
      const row = at >> FRACTION_BITS;
      const out = y * width + left;
      // Magnified, many rows of pixels show the same row of samples.
      const repeats = row === before || (coarse && ((y - top) & 1) === 1);
      if (repeats) pixels.copyWithin(out, out - width, out - width + count);
      else this.#pick(tile, row, columns, count, pixels, out);
      if (!repeats) before = row;
    }
  }

  bilinear(patch: TilePatch, pixels: Int32Array, width: number): void {
    const { left, right, top, bottom, tile, stepX, stepY } = patch;
    const sampleX = patch.sampleX - HALF;
    const count = right - left;
    const first = sampleX >> FRACTION_BITS;
    const samples = ((sampleX + (count - 1) * stepX) >> FRACTION_BITS) + 2 - first;
    this.#reserve(samples);
    this.#forgetRows();
    let upperRow = -1;
    for (let y = top, at = patch.sampleY - HALF; y < bottom; y++, at += stepY) {
      const row = at >> FRACTION_BITS;
      if (row !== upperRow) {
        if (row === upperRow + 1 && upperRow >= 0) [this.#upper, this.#lower] = [this.#lower, this.#upper];
        else this.#colour(tile, row, first, samples, this.#upper);
        this.#colour(tile, row + 1, first, samples, this.#lower);
        upperRow = row;
      }
      const weight = (at >> WEIGHT_SHIFT) & 255;
      const rows = weight === 0 ? this.#upper : this.#between;
      if (weight !== 0) blendRows(this.#upper, this.#lower, weight, samples, rows);
      blendAcross(rows, sampleX - first * ONE, stepX, count, pixels, y * width + left);
    }
  }

  #reserve(samples: number): void {
    if (this.#upper.length >= samples) return;
    this.#upper = new Int32Array(samples);
    this.#lower = new Int32Array(samples);
    this.#between = new Int32Array(samples);
  }

  /** The colours of a row of pixels, each from one sample. */
  #pick(tile: DisplayTile, row: number, columns: Int32Array, count: number, out: Int32Array, start: number): void {
    const { values, material } = tile;
    const base = row * tile.columns;
    if (this.#edge > 0) {
      this.#pickSharpened(tile, row, columns, count, out, start);
    } else if (material) {
      const ramp = this.#ramp;
      const grey = this.#grey;
      for (let x = 0; x < count; x++) {
        const at = base + (columns[x] as number);
        out[start + x] = ramp[((material[at] as number) << 8) | (grey[values[at] as number] as number)] as number;
      }
    } else {
      const direct = this.#direct;
      for (let x = 0; x < count; x++) {
        out[start + x] = direct[values[base + (columns[x] as number)] as number] as number;
      }
    }
  }

  /** The colours of neighbouring samples of a row. */
  #colour(tile: DisplayTile, row: number, first: number, count: number, out: Int32Array): void {
    const { values, material } = tile;
    const base = row * tile.columns + first;
    if (this.#edge > 0) {
      if (this.#columns.length < count) this.#columns = new Int32Array(count);
      for (let x = 0; x < count; x++) this.#columns[x] = first + x;
      this.#pickSharpened(tile, row, this.#columns, count, out, 0);
    } else if (material) {
      const ramp = this.#ramp;
      const grey = this.#grey;
      for (let x = 0; x < count; x++) {
        const at = base + x;
        out[x] = ramp[((material[at] as number) << 8) | (grey[values[at] as number] as number)] as number;
      }
    } else {
      const direct = this.#direct;
      for (let x = 0; x < count; x++) out[x] = direct[values[base + x] as number] as number;
    }
  }

  #pickSharpened(
    tile: DisplayTile,
    row: number,
    columns: Int32Array,
    count: number,
    out: Int32Array,
    start: number,
  ): void {
    const above = this.#brightRow(tile, row - 1);
    const here = this.#brightRow(tile, row);
    const below = this.#brightRow(tile, row + 1);
    const { material } = tile;
    const base = row * tile.columns;
    const ramp = this.#ramp;
    const edge = this.#edge;
    if (this.#sharp.length < count) this.#sharp = new Uint8ClampedArray(count);
    const sharp = this.#sharp;
    for (let x = 0; x < count; x++) {
      const at = columns[x] as number;
      const own = here[at] as number;
      const around =
        (here[at - 1] as number) + (here[at + 1] as number) + (above[at] as number) + (below[at] as number);
      // The array holds it within 0..255.
      sharp[x] = own + (((4 * own - around) * edge) >> 4);
    }
    if (!material) {
      for (let x = 0; x < count; x++) out[start + x] = ramp[sharp[x] as number] as number;
      return;
    }
    for (let x = 0; x < count; x++) {
      out[start + x] = ramp[
        ((material[base + (columns[x] as number)] as number) << 8) | (sharp[x] as number)
      ] as number;
    }
  }

  /** A row's brightness: made once, read by the three rows around it. */
  #brightRow({ values, columns }: DisplayTile, row: number): Uint8Array {
    const kept = this.#bright[row & 3] as { row: number; values: Uint8Array };
    if (kept.row === row) return kept.values;
    kept.row = row;
    if (kept.values.length < columns) kept.values = new Uint8Array(columns);
    const grey = this.#grey;
    const bright = kept.values;
    const base = row * columns;
    for (let x = 0; x < columns; x++) bright[x] = grey[values[base + x] as number] as number;
    return bright;
  }

  /** Before another tile, or another table. */
  #forgetRows(): void {
    for (const kept of this.#bright) kept.row = -1;
  }
}

/** Two rows into one: red and blue are carried side by side in one number, green in another. */
function blendRows(upper: Int32Array, lower: Int32Array, weight: number, count: number, out: Int32Array): void {
  const rest = 256 - weight;
  for (let x = 0; x < count; x++) {
    const a = upper[x] as number;
    const b = lower[x] as number;
    const redBlue = (Math.imul(a & 0xff00ff, rest) + Math.imul(b & 0xff00ff, weight) + 0x800080) >>> 8;
    const green = (((a >> 8) & 255) * rest + ((b >> 8) & 255) * weight + 128) & 0xff00;
    out[x] = 0xff000000 | (redBlue & 0xff00ff) | green;
  }
}

/** Neighbours of a row into pixels. */
function blendAcross(
  row: Int32Array,
  sample: number,
  step: number,
  count: number,
  out: Int32Array,
  start: number,
): void {
  for (let x = 0, at = sample; x < count; x++, at += step) {
    const index = at >> FRACTION_BITS;
    const weight = (at >> WEIGHT_SHIFT) & 255;
    const rest = 256 - weight;
    const a = row[index] as number;
    const b = row[index + 1] as number;
    const redBlue = (Math.imul(a & 0xff00ff, rest) + Math.imul(b & 0xff00ff, weight) + 0x800080) >>> 8;
    const green = (((a >> 8) & 255) * rest + ((b >> 8) & 255) * weight + 128) & 0xff00;
    out[start + x] = 0xff000000 | (redBlue & 0xff00ff) | green;
  }
}
