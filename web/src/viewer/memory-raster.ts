import type { Samples } from '@garita/dicos';
import { cutTile, halve, type Level } from './pyramid.ts';
import { type DenseEnd, demandShape, levelsOf, type Raster, TILE_SIZE } from './raster.ts';
import { type Stored, toStored } from './to-stored.ts';
import { ViewerError } from './viewer-error.ts';

export interface MemoryRasterOptions {
  /** `low` (the default) where dense material lets less through. */
  readonly dense?: DenseEnd;
  readonly tileSize?: number;
  /** Levels 1, 2, … when they were made elsewhere, by `halve` with the same dense end. */
  readonly levels?: readonly Level[];
}

/**
 * A raster over samples in memory, row after row; samples missing at the end are shown as missing. The pyramid grows
 * when a level is first asked for: the first picture pays only for the level it shows.
 *
 * @throws ViewerError IMAGE_INVALID, IMAGE_TOO_LARGE
 */
export function memoryRaster(
  samples: Samples,
  rows: number,
  columns: number,
  options: MemoryRasterOptions = {},
): Raster {
  demandShape(rows, columns);
  const stored = toStored(samples, rows * columns);
  const { absent } = stored;
  return storedRaster(stored, rows, columns, options, (at) => (absent?.[at] ? undefined : samples[at]));
}

/** A raster over stored values; `sampleAt` gives the sample at an index as the file has it. */
export function storedRaster(
  { values, absent, scale, sampleType }: Stored,
  rows: number,
  columns: number,
  { dense = 'low', tileSize = TILE_SIZE, levels: made = [] }: MemoryRasterOptions,
  sampleAt: (at: number) => number | bigint | undefined,
): Raster {
  demandShape(rows, columns);
  if (!Number.isInteger(tileSize) || tileSize < 2 || tileSize > 1024) {
    throw new ViewerError('IMAGE_INVALID', `tiles of ${tileSize} samples`);
  }
  const levels: Level[] = [{ rows, columns, mean: values, ...(absent && { absent }) }, ...made];
  const count = levelsOf({ rows, columns, tileSize });
  const levelAt = (wanted: number): Level | undefined => {
    if (!Number.isInteger(wanted) || wanted < 0 || wanted >= count) return undefined;
    while (levels.length <= wanted) levels.push(halve(levels.at(-1) as Level, dense));
    return levels[wanted];
  };
  return {
    rows,
    columns,
    sampleType,
    scale,
    dense,
    tileSize,
    tile: (place) => {
      const level = levelAt(place.level);
      const tile = level && cutTile(level, place, tileSize);
      if (!tile)
        throw new ViewerError('IMAGE_INVALID', `no tile ${place.row}, ${place.column} at level ${place.level}`);
      return tile;
    },
    sampleAt: (row, column) => {
      const inside = row >= 0 && column >= 0 && row < rows && column < columns;
      return inside ? sampleAt(row * columns + column) : undefined;
    },
  };
}
