import {
  type ByteSource,
  type DicosFile,
  type Finding,
  readDicos,
  readFramePart,
  type Samples,
  TAG,
} from '@garita/dicos';
import type { PixelSpacing, Signal } from './image.ts';
import { halve, type Level } from './pyramid.ts';
import { type DenseEnd, demandShape, levelsOf, TILE_SIZE } from './raster.ts';
import { type Stored, toStored } from './to-stored.ts';
import { type StoredVolume, storeVolume, type VolumeSpacing } from './volume.ts';

/** A file decoded, as plain numbers that can go from one thread to another. What was found while reading is kept. */
export type DecodedDicos =
  | {
      readonly kind: 'radiograph';
      readonly rows: number;
      readonly columns: number;
      readonly stored: Stored;
      /** As the file has them; fewer than `rows * columns` when it was cut short. */
      readonly samples: Samples;
      /** Levels 1, 2, … of the pyramid, when they were asked for. */
      readonly levels: readonly Level[];
      readonly dense: DenseEnd;
      readonly spacing: PixelSpacing | undefined;
      readonly findings: readonly Finding[];
      /** Samples that the file does not have: shown as absent, and said. */
      readonly missing: number;
    }
  | {
      readonly kind: 'volume';
      readonly volume: StoredVolume;
      readonly spacing: VolumeSpacing | undefined;
      readonly findings: readonly Finding[];
      /** Frames that did not decode: shown as missing, never left out. */
      readonly lost: readonly number[];
    }
  /** Nothing to show: no DICOM, no pixels, or none that can be read here. */
  | { readonly kind: 'nothing'; readonly why: string };

export interface DecodeOptions {
  /** What the samples mean: it decides which end is dense. */
  readonly signal?: Signal;
  /** Make the whole pyramid at once: for a thread that nobody waits for. */
  readonly withLevels?: boolean;
}

// Frames are an attacker's to count: 16,384 are more than any conveyor takes.
const MOST_FRAMES = 16_384;

/**
 * Read and decode one DICOS (or DICOM) file: a CT becomes a volume, all else a radiograph.
 *
 * @throws ViewerError IMAGE_TOO_LARGE, IMAGE_INVALID
 */
export async function decodeDicos(source: ByteSource, options: DecodeOptions = {}): Promise<DecodedDicos> {
  const { signal = { kind: 'unknown' }, withLevels = false } = options;
  const read = await readDicos(source);
  if (read.outcome !== 'dicom') return { kind: 'nothing', why: `not DICOM: ${read.type}` };
  const { file } = read;
  const { rows, columns, frames, samplesPerPixel } = file.image;
  if (!file.pixels) return { kind: 'nothing', why: 'no pixels' };
  if (rows === undefined || columns === undefined || frames === undefined || frames > MOST_FRAMES) {
    return { kind: 'nothing', why: 'the image has no shape that can be read' };
  }
  if (samplesPerPixel !== 1) return { kind: 'nothing', why: `${samplesPerPixel} samples to a pixel` };
  demandShape(rows, columns);
  const findings = file.problems;
  if (frames === 1 && file.sopClass?.kind !== 'CT') {
    const part = await frameOf(file, source, 0);
    if ('why' in part) return { kind: 'nothing', ...part };
    const { samples, missing } = part;
    const stored = toStored(samples, rows * columns);
    const dense = denseEnd(file, signal);
    const levels = withLevels ? pyramidOf(stored, rows, columns, dense) : [];
    const spacing = spacingOf(file.dataset.numbers(TAG.pixelSpacing));
    return { kind: 'radiograph', rows, columns, stored, samples, levels, dense, spacing, findings, missing };
  }
  const all: (Samples | undefined)[] = [];
  const lost: number[] = [];
  for (let index = 0; index < frames; index++) {
    const part = await frameOf(file, source, index);
    if ('why' in part || part.missing > 0) lost.push(index);
    all.push('why' in part ? undefined : part.samples);
  }
  if (all.every((samples) => samples === undefined)) return { kind: 'nothing', why: 'no frame can be decoded' };
  return { kind: 'volume', volume: storeVolume(all, rows, columns), spacing: volumeSpacing(file), findings, lost };
}

/** A frame's samples, or why there are none. */
async function frameOf(
  file: DicosFile,
  source: ByteSource,
  index: number,
): Promise<{ readonly samples: Samples; readonly missing: number } | { readonly why: string }> {
  try {
    return await readFramePart(file, source, index);
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

function pyramidOf(stored: Stored, rows: number, columns: number, dense: DenseEnd): Level[] {
  const { values, absent } = stored;
  const levels: Level[] = [];
  let level: Level = { rows, columns, mean: values, ...(absent && { absent }) };
  for (let count = levelsOf({ rows, columns, tileSize: TILE_SIZE }); levels.length < count - 1; ) {
    level = halve(level, dense);
    levels.push(level);
  }
  return levels;
}

/** PS3.3 C.8.11.3.1.2: with sign -1 more of the beam is a lower value. */
function denseEnd({ dataset }: DicosFile, signal: Signal): DenseEnd {
  if (signal.kind === 'attenuation' || signal.kind === 'ct') return 'high';
  return dataset.number(TAG.intensitySign) === -1 ? 'high' : 'low';
}

function volumeSpacing({ dataset }: DicosFile): VolumeSpacing | undefined {
  const [measures = dataset] = dataset.items(TAG.sharedGroups)[0]?.items(TAG.pixelMeasures) ?? [];
  const spacing = spacingOf(measures.numbers(TAG.pixelSpacing));
  const sliceMm = measures.number(TAG.sliceThickness);
  if (!spacing || sliceMm === undefined || !(sliceMm > 0)) return undefined;
  return { ...spacing, sliceMm };
}

function spacingOf([rowMm, columnMm]: readonly number[]): PixelSpacing | undefined {
  if (!(rowMm !== undefined && columnMm !== undefined && rowMm > 0 && columnMm > 0)) return undefined;
  return { rowMm, columnMm, basis: 'declared' };
}
