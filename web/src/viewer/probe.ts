import type { MaterialEstimate } from '@garita/xray';
import { attenuationOf, type Energy, hasMaterial, quantityOf, type ViewerImage } from './image.ts';
import type { Place } from './view-state.ts';

/** What is under the cursor, as the file has it and as physics reads it. */
export interface Probe {
  /** Whole: which sample it is. */
  readonly row: number;
  readonly column: number;
  readonly high: Reading;
  readonly low?: Reading;
  /** Low-energy over high-energy quantity; left out where either is unknown or there is nothing to divide by. */
  readonly ratio?: number;
  readonly material?: MaterialEstimate & { readonly assumed: boolean };
}

export interface Reading {
  /** Never rounded; `undefined` where the file has no sample, or it is not here yet. */
  readonly sample: number | bigint | undefined;
  /** -ln T; infinite where nothing came through. */
  readonly attenuation?: number;
}

/** `undefined` beside the image. */
export function probe(image: ViewerImage, place: Place): Probe | undefined {
  const row = Math.floor(place.row);
  const column = Math.floor(place.column);
  if (!(row >= 0 && column >= 0 && row < image.rows && column < image.columns)) return undefined;
  const high = readingOf(image.high, row, column);
  if (!image.low) return { row, column, high };
  const low = readingOf(image.low, row, column);
  const [first, second] = [quantityAt(image.high, high), quantityAt(image.low, low)];
  if (first === undefined || second === undefined) return { row, column, high, low };
  const { material } = image;
  const estimate = hasMaterial(image) && material ? material.classify(first, second) : undefined;
  return {
    row,
    column,
    high,
    low,
    ...(first > 0 && Number.isFinite(second / first) && { ratio: second / first }),
    ...(estimate && material && { material: { ...estimate, assumed: material.assumed } }),
  };
}

function readingOf({ raster, signal }: Energy, row: number, column: number): Reading {
  const sample = raster.sampleAt(row, column);
  const attenuation = sample === undefined ? undefined : attenuationOf(signal, Number(sample));
  return { sample, ...(attenuation !== undefined && { attenuation }) };
}

function quantityAt({ signal }: Energy, { sample }: Reading): number | undefined {
  return sample === undefined ? undefined : quantityOf(signal, Number(sample));
}
