import type { DataSet } from './data-set.ts';
import { TAG, type Tag } from './tag.ts';

/** The shape of the pixels, as the attributes say it. `undefined` where they do not. */
export interface ImageDescription {
  /** NumberOfFrames (US since v02A, IS before), 1 when absent; `undefined` when it is no positive integer. */
  readonly frames: number | undefined;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly samplesPerPixel: number;
  readonly bitsAllocated: number | undefined;
  readonly bitsStored: number | undefined;
  readonly signed: boolean;
  readonly photometric: string | undefined;
  readonly planar: boolean;
}

/** Read the image pixel attributes (PS3.3 C.7.6.3). */
export function describeImage(dataset: DataSet): ImageDescription {
  return {
    frames: dataset.has(TAG.frames) ? positive(dataset, TAG.frames) : 1,
    rows: positive(dataset, TAG.rows),
    columns: positive(dataset, TAG.columns),
    samplesPerPixel: positive(dataset, TAG.samplesPerPixel) ?? 1,
    bitsAllocated: positive(dataset, TAG.bitsAllocated),
    bitsStored: positive(dataset, TAG.bitsStored),
    signed: dataset.number(TAG.pixelRepresentation) === 1,
    photometric: dataset.text(TAG.photometric),
    planar: dataset.number(TAG.planarConfiguration) === 1,
  };
}

/** Bytes of one frame without compression; `undefined` when the description is incomplete. */
export function frameBytes(image: ImageDescription): number | undefined {
  const bits = frameBits(image);
  return bits === undefined ? undefined : Math.ceil(bits / 8);
}

/** Bytes of all frames without compression; `undefined` when the description is incomplete. */
export function imageBytes(image: ImageDescription): number | undefined {
  const bits = frameBits(image);
  // PS3.5 §8.1.1: frames follow without padding, which shows where a pixel is one bit.
  return bits === undefined || image.frames === undefined ? undefined : Math.ceil((bits * image.frames) / 8);
}

function frameBits({
  rows,
  columns,
  samplesPerPixel,
  bitsAllocated,
  photometric,
}: ImageDescription): number | undefined {
  if (rows === undefined || columns === undefined || bitsAllocated === undefined) return undefined;
  // PS3.3 C.7.6.3.1.2: two pixels share their chrominance.
  const samples = photometric?.endsWith('_422') ? 2 : samplesPerPixel;
  return rows * columns * samples * bitsAllocated;
}

function positive(dataset: DataSet, tag: Tag): number | undefined {
  const value = dataset.number(tag);
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}
