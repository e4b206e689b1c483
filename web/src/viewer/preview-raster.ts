import { cutTile, halve, type Level } from './pyramid.ts';
import {
  alongAt,
  type DenseEnd,
  demandShape,
  levelsOf,
  type Raster,
  type SampleType,
  type StoredScale,
  TILE_SIZE,
  type TilePlace,
  type TileSamples,
} from './raster.ts';
import type { Png16 } from './read-png16.ts';
import { ViewerError } from './viewer-error.ts';

/** A small derived copy of an image: a level of its pyramid. */
export interface Preview {
  readonly level: number;
  readonly mean: Png16;
  /** Left out where it is the mean. */
  readonly densest?: Png16;
  /** 1 where the image has no sample. */
  readonly absent?: Uint8Array;
  readonly slope: number;
  readonly intercept: number;
}

/** The whole image that a preview stands for. */
export interface WholeImage {
  readonly rows: number;
  readonly columns: number;
  readonly dense?: DenseEnd;
  readonly sampleType?: SampleType;
  readonly tileSize?: number;
}

/** A raster that begins as a preview and ends as the original. */
export interface PreviewRaster extends Raster {
  /** Whether `fulfil` has been called: what is shown is the original. */
  readonly fulfilled: boolean;
  /**
   * The original is here (and is the one that was signed): every tile is its own from now on.
   *
   * @throws ViewerError PREVIEW_INVALID when it has another shape, scale or dense end: show it as an image of its own
   */
  fulfil(original: Raster): void;
  /** The original will not come: tiles that wait for it fail, and every frame says so. */
  fail(why: unknown): void;
}

/**
 * A raster of the whole image's shape, of which only a preview is here. Its coarse tiles come from the preview, and tell
 * that the original's are to follow; the finer ones wait. So a frame is never called complete before the original is
 * what it shows.
 *
 * @throws ViewerError IMAGE_INVALID, IMAGE_TOO_LARGE, PREVIEW_INVALID when the preview is no level of such an image
 */
export function previewRaster(preview: Preview, whole: WholeImage): PreviewRaster {
  const { rows, columns, dense = 'low', sampleType = 'uint16', tileSize = TILE_SIZE } = whole;
  demandShape(rows, columns);
  const { level: first, mean, densest, absent } = preview;
  const count = levelsOf({ rows, columns, tileSize });
  const shaped = [mean, densest ?? mean].every(
    (part) => part.rows === alongAt(rows, first) && part.columns === alongAt(columns, first),
  );
  if (!Number.isInteger(first) || first < 0 || first > 20 || !shaped) {
    throw new ViewerError(
      'PREVIEW_INVALID',
      `${mean.rows} x ${mean.columns} is no level ${first} of ${rows} x ${columns}`,
    );
  }
  const scale: StoredScale = { slope: preview.slope, intercept: preview.intercept, exact: true };
  const levels: Level[] = [
    {
      rows: mean.rows,
      columns: mean.columns,
      mean: mean.values,
      ...(densest && { densest: densest.values }),
      ...(absent && { absent }),
    },
  ];
  const { promise: arrival, resolve, reject } = Promise.withResolvers<Raster>();
  // Nobody may be waiting for it.
  arrival.catch(() => undefined);
  let original: Raster | undefined;

  const previewTile = (place: TilePlace): TileSamples | undefined => {
    while (levels.length <= place.level - first && place.level < count)
      levels.push(halve(levels.at(-1) as Level, dense));
    const level = levels[place.level - first];
    return level && cutTile(level, place, tileSize);
  };

  return {
    rows,
    columns,
    sampleType,
    scale,
    dense,
    tileSize,
    get fulfilled() {
      return original !== undefined;
    },
    tile: (place, signal) => {
      if (original) return original.tile(place, signal);
      const follows = arrival.then((raster) => raster.tile(place, signal));
      const tile = previewTile(place);
      if (!tile) return follows;
      follows.catch(() => undefined);
      return { ...tile, original: follows };
    },
    sampleAt: (row, column) => original?.sampleAt(row, column),
    fulfil: (raster) => {
      const sameShape = raster.rows === rows && raster.columns === columns && raster.tileSize === tileSize;
      const sameScale = raster.scale.slope === scale.slope && raster.scale.intercept === scale.intercept;
      if (!sameShape || !sameScale || raster.dense !== dense) {
        throw new ViewerError('PREVIEW_INVALID', 'the preview is not of this image');
      }
      original ??= raster;
      resolve(raster);
    },
    fail: reject,
  };
}
