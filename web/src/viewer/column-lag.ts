import { GUTTER, type Raster, type TileSamples } from './raster.ts';

// An interlaced accelerator fires its energies in turn while the object moves on: the two images lie columns apart, and
// every upright edge would have the colours of materials that are not there.
const MOST_COLUMNS = 2;
/** How much better than no lag a lag must fit, in correlation, before it is believed. */
const LEAST_GAIN = 0.01;

/**
 * By how many whole columns the second energy lies behind the first: what the first shows in a column, the second shows
 * that many further on. By the correlation of what changes from column to column; 0 when nothing fits better.
 *
 * @param level of both tiles: a column of theirs is `2^level` of the image
 */
export function columnLag(high: TileSamples, low: TileSamples, level: number): number {
  if (high.rows !== low.rows || high.columns !== low.columns) return 0;
  // One further than is believed, so that a peak has a neighbour on both sides.
  const reach = Math.ceil(MOST_COLUMNS / 2 ** level) + 1;
  const fits = Array.from({ length: 2 * reach + 1 }, (_, at) => correlation(high, low, at - reach, reach));
  const best = fits.reduce((most, fit, at) => (fit > (fits[most] as number) ? at : most), reach);
  if (best === 0 || best === fits.length - 1) return 0;
  const [before = Number.NaN, here = Number.NaN, after = Number.NaN] = [fits[best - 1], fits[best], fits[best + 1]];
  // The peak lies between samples: a parabola through the three highest finds it.
  const bend = before - 2 * here + after;
  const beside = bend < 0 ? (before - after) / (2 * bend) : 0;
  const lag = Math.round((best - reach + beside) * 2 ** level);
  if (Math.abs(lag) > MOST_COLUMNS) return 0;
  const gain = here - (fits[reach] as number) + (bend < 0 ? (beside * (after - before)) / 4 : 0);
  return gain >= LEAST_GAIN ? lag : 0;
}

/** A raster seen `lag` columns further on: tiles between columns are mixed from both. `sampleAt` moves along. */
export function laggingRaster(raster: Raster, lag: number): Raster {
  if (lag === 0) return raster;
  const moved = (tile: TileSamples, level: number): TileSamples => {
    const by = lag / 2 ** level;
    const { rows, columns, mean, densest, absent, original } = tile;
    return {
      rows,
      columns,
      mean: shifted(mean, rows, columns, by),
      ...(densest && { densest: shifted(densest, rows, columns, by) }),
      ...(absent && { absent: absentShifted(absent, rows, columns, by) }),
      ...(original && { original: original.then((later) => moved(later, level)) }),
    };
  };
  return {
    rows: raster.rows,
    columns: raster.columns,
    sampleType: raster.sampleType,
    scale: raster.scale,
    dense: raster.dense,
    tileSize: raster.tileSize,
    tile: (place, signal) => {
      const tile = raster.tile(place, signal);
      return tile instanceof Promise ? tile.then((later) => moved(later, place.level)) : moved(tile, place.level);
    },
    sampleAt: (row, column) => {
      const inside = column >= 0 && column < raster.columns;
      return inside ? raster.sampleAt(row, Math.min(raster.columns - 1, Math.max(0, column + lag))) : undefined;
    },
  };
}

/** Of the gradients along the rows: how alike they are when the second is read `by` columns further on. */
function correlation(high: TileSamples, low: TileSamples, by: number, reach: number): number {
  const { rows, columns } = high;
  let both = 0;
  let first = 0;
  let second = 0;
  for (let row = GUTTER; row < rows - GUTTER; row++) {
    for (let column = GUTTER + reach; column < columns - GUTTER - reach - 1; column++) {
      const at = row * columns + column;
      const one = logStep(high.mean, at);
      const two = logStep(low.mean, at + by);
      both += one * two;
      first += one * one;
      second += two * two;
    }
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

/** Of the logarithms: an edge in dense parts counts as much as one in thin parts. */
function logStep(values: Uint16Array, at: number): number {
  // A floor: where nothing comes through there is only noise.
  return Math.log(((values[at + 1] as number) + 64) / ((values[at] as number) + 64));
}

// Beyond a tile its last column repeats: only the outermost of its gutter is not what it would be.
function shifted(values: Uint16Array, rows: number, columns: number, by: number): Uint16Array {
  const out = new Uint16Array(values.length);
  const whole = Math.floor(by);
  const rest = by - whole;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const left = values[start + held(column + whole, columns)] as number;
      const right = values[start + held(column + whole + 1, columns)] as number;
      out[start + column] = Math.round(left + rest * (right - left));
    }
  }
  return out;
}

function absentShifted(absent: Uint8Array, rows: number, columns: number, by: number): Uint8Array {
  const out = new Uint8Array(absent.length);
  const [from, to] = [Math.floor(by), Math.ceil(by)];
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let column = 0; column < columns; column++) {
      const gone = absent[start + held(column + from, columns)] || absent[start + held(column + to, columns)];
      out[start + column] = gone ? 1 : 0;
    }
  }
  return out;
}

function held(column: number, columns: number): number {
  return Math.min(columns - 1, Math.max(0, column));
}
