import { MATERIAL, type MaterialTable, materialByte } from './material-table.ts';
import type { TileSamples } from './raster.ts';

/** A tile as both renderers take it: what the display settings do not change is done, once. */
export interface DisplayTile {
  /** With the gutter, row by row. */
  readonly rows: number;
  readonly columns: number;
  /** Stored values that become brightness. */
  readonly values: Uint16Array;
  /** `MATERIAL` bytes; left out when every one would be `clear`. */
  readonly material?: Uint8Array;
  /** Some samples of it are absent: what is seen is not all. */
  readonly partial: boolean;
}

/** How far a reduced picture leans from the mean (0) to the densest sample (1). */
const DENSEST_SHARE = 0.5;

const NINTH = 1 / 9;

/** Puts the energies of one tile together. */
export function displayTile(high: TileSamples, low?: TileSamples, table?: MaterialTable): DisplayTile {
  const { rows, columns, mean } = high;
  const values = high.densest ? leaning(mean, high.densest) : mean;
  const absent = high.absent && low?.absent ? either(high.absent, low.absent) : (high.absent ?? low?.absent);
  const partial = absent?.includes(1) ?? false;
  const tile = { rows, columns, values, partial };
  if (!partial && !(low && table)) return tile;
  const material = low && table ? classified(high, low, table) : new Uint8Array(mean.length);
  absent?.forEach((flag, at) => {
    if (flag) material[at] = MATERIAL.absent;
  });
  return { ...tile, material };
}

function leaning(mean: Uint16Array, densest: Uint16Array): Uint16Array {
  const values = new Uint16Array(mean.length);
  for (let at = 0; at < values.length; at++) {
    const from = mean[at] as number;
    values[at] = from + ((densest[at] as number) - from) * DENSEST_SHARE;
  }
  return values;
}

function either(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((flag, at) => flag | (right[at] as number));
}

/**
 * The material of each sample, from the mean attenuation of the nine around it: a ratio of two noisy numbers needs
 * more of them than brightness does, and the eye takes colour at a lower resolution anyway.
 */
function classified(high: TileSamples, low: TileSamples, table: MaterialTable): Uint8Array {
  const { rows, columns } = high;
  const alphaHigh = smoothed(high.mean, table.alphaHigh, rows, columns);
  const alphaLow = smoothed(low.mean, table.alphaLow, rows, columns);
  const material = new Uint8Array(rows * columns);
  for (let at = 0; at < material.length; at++) {
    material[at] = materialByte(table, ((alphaHigh[at] as number) * NINTH + 0.5) | 0, (alphaLow[at] as number) * NINTH);
  }
  return material;
}

/** Nine times the mean attenuation around each sample; at the tile's rim the rim repeats. */
function smoothed(stored: Uint16Array, alphas: Uint16Array, rows: number, columns: number): Int32Array {
  const across = new Int32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const end = start + columns;
    let left = alphas[stored[start] as number] as number;
    let here = left;
    for (let at = start; at < end; at++) {
      const right = at + 1 < end ? (alphas[stored[at + 1] as number] as number) : here;
      across[at] = left + here + right;
      left = here;
      here = right;
    }
  }
  const sums = new Int32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const here = row * columns;
    const above = Math.max(0, row - 1) * columns;
    const below = Math.min(rows - 1, row + 1) * columns;
    for (let column = 0; column < columns; column++) {
      sums[here + column] =
        (across[above + column] as number) + (across[here + column] as number) + (across[below + column] as number);
    }
  }
  return sums;
}
