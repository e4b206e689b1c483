import type { Samples } from '@garita/dicos';
import type { PixelSpacing } from './image.ts';
import { storedRaster } from './memory-raster.ts';
import { demandShape, type Raster } from './raster.ts';
import { type Stored, toStored } from './to-stored.ts';
import { ViewerError } from './viewer-error.ts';

/** Across the travel, from above along it, from the side along it. The travel runs to the right in the last two. */
export type Plane = 'axial' | 'coronal' | 'sagittal';

/** A voxel: which slice, and where in it. */
export interface Voxel {
  readonly slice: number;
  readonly row: number;
  readonly column: number;
}

export interface VolumeSpacing {
  readonly sliceMm: number;
  readonly rowMm: number;
  readonly columnMm: number;
  readonly basis: PixelSpacing['basis'];
}

/** A CT volume in memory, which can be cut in three planes. */
export interface Volume {
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  readonly spacing: VolumeSpacing | undefined;
  /** How many slices one sees in a plane. */
  count(plane: Plane): number;
  /** One slice of a plane. @throws ViewerError IMAGE_INVALID when there is no such slice */
  cut(plane: Plane, index: number): Raster;
  /** Distances in a slice of a plane. */
  spacingOf(plane: Plane): PixelSpacing | undefined;
}

// 2^29 voxels are 1 GiB: long conveyors reach 512 x 512 x 2,000.
const MOST_VOXELS = 2 ** 29;

/**
 * Put frames together. A frame that is missing or short is shown as missing wherever a plane cuts through it.
 *
 * @param frames slice after slice; `undefined` for one that did not decode
 * @throws ViewerError IMAGE_INVALID when the frames are not of one type, IMAGE_TOO_LARGE
 */
export function volumeOf(
  frames: readonly (Samples | undefined)[],
  rows: number,
  columns: number,
  spacing?: VolumeSpacing,
): Volume {
  return volumeFrom(storeVolume(frames, rows, columns), spacing);
}

/** A volume as plain numbers, which can go from one thread to another. */
export interface StoredVolume extends Stored {
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  /** The samples themselves, only where 16 bits do not tell all of them. */
  readonly rounded: readonly (Samples | undefined)[] | undefined;
}

/** The slow half of `volumeOf`. @throws ViewerError as `volumeOf` does */
export function storeVolume(frames: readonly (Samples | undefined)[], rows: number, columns: number): StoredVolume {
  const slices = frames.length;
  demandShape(rows, columns);
  const size = rows * columns;
  if (slices < 1) throw new ViewerError('IMAGE_INVALID', 'a volume without frames');
  if (slices * size > MOST_VOXELS) throw new ViewerError('IMAGE_TOO_LARGE', `${slices} frames of ${size} samples`);
  const stored = storedFrames(frames, size);
  return { ...stored, slices, rows, columns, rounded: stored.scale.exact ? undefined : frames };
}

/** The quick half of `volumeOf`. */
export function volumeFrom(stored: StoredVolume, spacing?: VolumeSpacing): Volume {
  const { slices, rows, columns, rounded, values, absent, scale, sampleType } = stored;
  const size = rows * columns;
  const shapes: Readonly<Record<Plane, readonly [count: number, rows: number, columns: number]>> = {
    axial: [slices, rows, columns],
    coronal: [rows, columns, slices],
    sagittal: [columns, rows, slices],
  };
  const sampleAt = ({ slice, row, column }: Voxel) => {
    const at = row * columns + column;
    if (absent?.[slice * size + at]) return undefined;
    return rounded ? rounded[slice]?.[at] : scale.intercept + (values[slice * size + at] as number);
  };
  return {
    slices,
    rows,
    columns,
    spacing,
    count: (plane) => shapes[plane][0],
    cut: (plane, index) => {
      const [count, cutRows, cutColumns] = shapes[plane];
      if (!Number.isInteger(index) || index < 0 || index >= count) {
        throw new ViewerError('IMAGE_INVALID', `${plane} slice ${index} of ${count}`);
      }
      const pick = <Numbers extends Uint16Array | Uint8Array>(from: Numbers, to: Numbers): Numbers => {
        const start = toIndex(plane, index, 0, 0);
        const down = toIndex(plane, index, 1, 0) - start;
        const across = toIndex(plane, index, 0, 1) - start;
        for (let row = 0, out = 0; row < cutRows; row++) {
          for (let column = 0, at = start + row * down; column < cutColumns; column++, at += across, out++) {
            to[out] = from[at] as number;
          }
        }
        return to;
      };
      const stored: Stored = {
        values: pick(values, new Uint16Array(cutRows * cutColumns)),
        absent: absent && pick(absent, new Uint8Array(cutRows * cutColumns)),
        scale,
        sampleType,
      };
      return storedRaster(stored, cutRows, cutColumns, { dense: 'high' }, (at) =>
        sampleAt(voxelAt(plane, index, { row: Math.floor(at / cutColumns), column: at % cutColumns })),
      );
    },
    spacingOf: (plane) => {
      if (!spacing) return undefined;
      const { sliceMm, rowMm, columnMm, basis } = spacing;
      if (plane === 'axial') return { rowMm, columnMm, basis };
      return plane === 'coronal' ? { rowMm: columnMm, columnMm: sliceMm, basis } : { rowMm, columnMm: sliceMm, basis };
    },
  };

  function toIndex(plane: Plane, index: number, row: number, column: number): number {
    const voxel = voxelAt(plane, index, { row, column });
    return voxel.slice * size + voxel.row * columns + voxel.column;
  }
}

/** The voxel at a place of a slice; whole where the place is. */
export function voxelAt(plane: Plane, index: number, { row, column }: { row: number; column: number }): Voxel {
  if (plane === 'axial') return { slice: index, row, column };
  return plane === 'coronal' ? { slice: column, row: index, column: row } : { slice: column, row, column: index };
}

/** Which slice of a plane holds a voxel, and where in it: the way to step in three planes at once. */
export function placeOf(plane: Plane, { slice, row, column }: Voxel): { index: number; row: number; column: number } {
  if (plane === 'axial') return { index: slice, row, column };
  return plane === 'coronal' ? { index: row, row: column, column: slice } : { index: column, row, column: slice };
}

/** All frames on one scale. */
function storedFrames(frames: readonly (Samples | undefined)[], size: number): Stored {
  const present = frames.flatMap((frame, slice) =>
    frame ? [{ frame: frame.subarray(0, size) as Samples, slice }] : [],
  );
  const type = present[0]?.frame[Symbol.toStringTag];
  if (present.some(({ frame }) => frame[Symbol.toStringTag] !== type)) {
    throw new ViewerError('IMAGE_INVALID', 'frames of more than one sample type');
  }
  const joined = toStored(
    join(present.map(({ frame }) => frame)),
    present.reduce((sum, { frame }) => sum + frame.length, 0),
  );
  const whole = present.length === frames.length && present.every(({ frame }) => frame.length === size);
  if (whole) return joined;
  const values = new Uint16Array(frames.length * size);
  const absent = new Uint8Array(frames.length * size).fill(1);
  let from = 0;
  for (const { frame, slice } of present) {
    const to = from + frame.length;
    values.set(joined.values.subarray(from, to), slice * size);
    if (joined.absent) absent.set(joined.absent.subarray(from, to), slice * size);
    else absent.fill(0, slice * size, slice * size + frame.length);
    from = to;
  }
  return { ...joined, values, absent };
}

function join(parts: readonly Samples[]): Samples {
  const [first] = parts;
  if (!first) return new Uint16Array(0);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const make = first.constructor as new (length: number) => Samples;
  const joined = new make(length);
  let at = 0;
  for (const part of parts) {
    (joined as Uint16Array).set(part as Uint16Array, at);
    at += part.length;
  }
  return joined;
}
