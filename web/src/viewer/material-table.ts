import { type Energy, hasMaterial, type MaterialModel, quantityOf, type ViewerImage } from './image.ts';

/**
 * The material of a sample as one byte: nothing to tell, an atomic number (1..253), nothing came through, or no
 * sample at all. Colours hang on it by the ramp, so that bands and palettes change without touching a tile.
 */
export const MATERIAL = { clear: 0, lowest: 1, highest: 253, opaque: 254, absent: 255 } as const;

/** The range in which elements can be told apart by two energies (`materialClassifier` holds its answer within). */
const LOWEST_Z = 5;
const HIGHEST_Z = 40;

function materialByteOf(z: number): number {
  const share = (z - LOWEST_Z) / (HIGHEST_Z - LOWEST_Z);
  return Math.round(MATERIAL.lowest + Math.min(1, Math.max(0, share)) * (MATERIAL.highest - MATERIAL.lowest));
}

/** Atomic number of a byte from `lowest` to `highest`. */
export function zOfByte(byte: number): number {
  const share = (byte - MATERIAL.lowest) / (MATERIAL.highest - MATERIAL.lowest);
  return LOWEST_Z + share * (HIGHEST_Z - LOWEST_Z);
}

/** A model drawn out: what of its tables does not depend on the images. */
export interface MaterialGrid {
  readonly clearBelow: number;
  readonly opaqueAbove: number;
  /** By alphaHigh: the alphaLow at which atomic numbers begin to change, and the columns to a unit from there. */
  readonly from: Float32Array;
  readonly perUnit: Float32Array;
  readonly rowsPerUnit: number;
  readonly bytes: Uint8Array;
}

/** A model drawn out into tables, so that a tile is classified without a logarithm. */
export interface MaterialTable extends MaterialGrid {
  /** -ln T by stored value, in units of 1 / ALPHA_ONE. */
  readonly alphaHigh: Uint16Array;
  readonly alphaLow: Uint16Array;
}

/** Fixed point of -ln T: 16 bits reach just under 16, far beyond what any detector tells from nothing. */
export const ALPHA_ONE = 4096;
const ROWS = 128;
const COLUMNS = 128;
const SAMPLES = 32;

/** `undefined` when materials cannot be told. */
export function materialTable(image: ViewerImage): MaterialTable | undefined {
  const { high, low, material } = image;
  if (!material || !low || !hasMaterial(image)) return undefined;
  return { ...(material.grid ?? materialGrid(material)), alphaHigh: alphaTable(high), alphaLow: alphaTable(low) };
}

/** Draws a model out, in 15 to 30 ms: a model that comes from another thread brings its grid along. */
export function materialGrid(model: Pick<MaterialModel, 'classify' | 'limits'>): MaterialGrid {
  const clearBelow = Math.ceil(model.limits.clearBelow * ALPHA_ONE);
  const opaqueAbove = Math.min(0xffff, Math.floor(model.limits.opaqueAbove * ALPHA_ONE));
  const rowUnits = (opaqueAbove - clearBelow) / (ROWS - 1);
  const nodes = Array.from({ length: ROWS }, (_, row) => nodeAt(model, (clearBelow + row * rowUnits) / ALPHA_ONE));
  const bytes = new Uint8Array(ROWS * COLUMNS);
  for (const [row, { zs }] of nodes.entries()) {
    for (let column = 0; column < COLUMNS; column++) {
      bytes[row * COLUMNS + column] = materialByteOf(between(zs, (column / (COLUMNS - 1)) * (SAMPLES - 1)));
    }
  }
  // Where elements lie close together (MeV) the rows are far apart against them, so what lies between is followed.
  const least = nodes.map((node) => node.least);
  const widths = nodes.map((node) => node.greatest - node.least);
  const from = new Float32Array(opaqueAbove + 1);
  const perUnit = new Float32Array(opaqueAbove + 1);
  for (let alpha = clearBelow; alpha <= opaqueAbove; alpha++) {
    const row = (alpha - clearBelow) / rowUnits;
    from[alpha] = between(least, row) * ALPHA_ONE;
    perUnit[alpha] = (COLUMNS - 1) / (between(widths, row) * ALPHA_ONE);
  }
  return { clearBelow, opaqueAbove, from, perUnit, rowsPerUnit: 1 / rowUnits, bytes };
}

/** The material byte of two attenuations in fixed point, `alphaHigh` a whole number. */
export function materialByte(table: MaterialTable, alphaHigh: number, alphaLow: number): number {
  if (alphaHigh < table.clearBelow) return MATERIAL.clear;
  if (alphaHigh > table.opaqueAbove) return MATERIAL.opaque;
  const row = ((alphaHigh - table.clearBelow) * table.rowsPerUnit + 0.5) | 0;
  const place = (alphaLow - (table.from[alphaHigh] as number)) * (table.perUnit[alphaHigh] as number) + 0.5;
  const column = place < 0 ? 0 : place < COLUMNS ? place | 0 : COLUMNS - 1;
  return table.bytes[row * COLUMNS + column] as number;
}

/** The value at a fractional place of a row, on the line between its neighbours. */
function between(row: readonly number[], place: number): number {
  const cell = Math.min(Math.floor(place), row.length - 2);
  const before = row[cell] as number;
  return before + (place - cell) * ((row[cell + 1] as number) - before);
}

interface Node {
  readonly least: number;
  readonly greatest: number;
  readonly zs: readonly number[];
}

function nodeAt(model: Pick<MaterialModel, 'classify'>, alphaHigh: number): Node {
  const [least, greatest] = rangeOf(model, alphaHigh);
  const step = (greatest - least) / (SAMPLES - 1);
  // Between a few samples the atomic number is near enough to a line.
  const zs = Array.from({ length: SAMPLES }, (_, i) => model.classify(alphaHigh, least + i * step).z);
  return { least, greatest, zs };
}

function alphaTable({ raster, signal }: Energy): Uint16Array {
  const { slope, intercept } = raster.scale;
  return Uint16Array.from({ length: 65_536 }, (_, stored) => {
    const alpha = quantityOf(signal, slope * stored + intercept) ?? 0;
    return Math.min(0xffff, Math.round(alpha * ALPHA_ONE));
  });
}

/** The alphaLow between which the atomic number changes: it may rise (keV) or fall (MeV) with alphaLow. */
function rangeOf({ classify }: Pick<MaterialModel, 'classify'>, alphaHigh: number): [least: number, greatest: number] {
  const zAt = (alphaLow: number) => classify(alphaHigh, alphaLow).z;
  const [lowest, highest] = [alphaHigh * 0.25, alphaHigh * 24];
  const [first, last] = [zAt(lowest), zAt(highest)];
  const edge = (isBefore: (z: number) => boolean) => {
    let [low, high] = [lowest, highest];
    for (let step = 0; step < 16; step++) {
      const middle = (low + high) / 2;
      if (isBefore(zAt(middle))) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const least = edge((z) => z === first);
  const greatest = edge((z) => z !== last);
  return [least, Math.max(greatest, least + 1 / ALPHA_ONE)];
}
