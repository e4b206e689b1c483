import { ViewerError } from './viewer-error.ts';

/** How the samples stand in the file; on the way to the screen all become 16 bits. */
export type SampleType =
  | 'uint8'
  | 'int8'
  | 'uint16'
  | 'int16'
  | 'uint32'
  | 'int32'
  | 'uint64'
  | 'int64'
  | 'float32'
  | 'float64';

/** What a stored 16-bit value stands for: `slope * stored + intercept`. */
export interface StoredScale {
  readonly slope: number;
  readonly intercept: number;
  /** Every sample survives the way to 16 bits; otherwise the picture is rounded, `sampleAt` is not. */
  readonly exact: boolean;
}

/** Which end of the scale is the denser material: it is what a reduced picture must not lose. */
export type DenseEnd = 'low' | 'high';

/** The dense end of what a picture of the server tells: in a volume, and where more attenuation is a higher value, `high`. */
export function denseOf(
  view: 'radiograph' | 'volume',
  signal: 'transmission' | 'attenuation' | 'ct' | 'unknown',
): DenseEnd {
  return view === 'volume' || signal === 'attenuation' || signal === 'ct' ? 'high' : 'low';
}

/** A tile: level 0 is full size, each further level half of it (rounded up); rows and columns count tiles. */
export interface TilePlace {
  readonly level: number;
  readonly row: number;
  readonly column: number;
}

/** The samples of one tile with its gutter on all four sides, row by row. */
export interface TileSamples {
  readonly rows: number;
  readonly columns: number;
  readonly mean: Uint16Array;
  /** The densest sample each one stands for; left out where it is the mean (level 0). */
  readonly densest?: Uint16Array;
  /** 1 where the file has no sample (truncated, not a number); left out when all are there. */
  readonly absent?: Uint8Array;
  /** These come from a derived copy: the same tile of the original, once that is here. A rejection: it will not be. */
  readonly original?: Promise<TileSamples>;
}

/** One plane of numbers: one energy of one view, or one slice. Where its tiles come from is its own affair. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly sampleType: SampleType;
  readonly scale: StoredScale;
  readonly dense: DenseEnd;
  /** Samples along the edge of a full tile, without its gutter. */
  readonly tileSize: number;
  /** The tile at once when it is at hand. A rejection is a tile that will not come; it is shown as missing. */
  tile(place: TilePlace, signal?: AbortSignal): TileSamples | Promise<TileSamples>;
  /** The sample as the file has it, never rounded; `undefined` outside, absent, or not here (yet). */
  sampleAt(row: number, column: number): number | bigint | undefined;
}

/** Bilinear sampling reaches one sample over the edge of a tile, sharpening one more. */
export const GUTTER = 2;
export const TILE_SIZE = 512;

// Rows and columns are an attacker's to write: 2^20 keeps every coordinate exact, 2^28 samples are 512 MB.
const MOST_ALONG = 2 ** 20;
const MOST_SAMPLES = 2 ** 28;

/**
 * Refuse an image no screen or memory here is meant for.
 *
 * @throws ViewerError IMAGE_INVALID, IMAGE_TOO_LARGE
 */
export function demandShape(rows: number, columns: number): void {
  for (const along of [rows, columns]) {
    if (!Number.isInteger(along) || along < 1) throw new ViewerError('IMAGE_INVALID', `${rows} x ${columns} samples`);
  }
  if (Math.max(rows, columns) > MOST_ALONG || rows * columns > MOST_SAMPLES) {
    throw new ViewerError('IMAGE_TOO_LARGE', `${rows} x ${columns} samples`);
  }
}

/** Samples along an edge of `along` samples, at a level. */
export function alongAt(along: number, level: number): number {
  return Math.ceil(along / 2 ** level);
}

/** How many levels there are: the last is the first that one tile holds. */
export function levelsOf({ rows, columns, tileSize }: Pick<Raster, 'rows' | 'columns' | 'tileSize'>): number {
  let level = 0;
  while (alongAt(Math.max(rows, columns), level) > tileSize) level++;
  return level + 1;
}

/** Rows and columns of a tile with its gutter. */
export function tileShape(
  { rows, columns, tileSize }: Pick<Raster, 'rows' | 'columns' | 'tileSize'>,
  { level, row, column }: TilePlace,
): { readonly rows: number; readonly columns: number } {
  const along = (whole: number, tile: number) =>
    Math.min(tileSize, alongAt(whole, level) - tile * tileSize) + 2 * GUTTER;
  return { rows: along(rows, row), columns: along(columns, column) };
}
