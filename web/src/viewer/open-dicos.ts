import { type ByteSource, type DicosFile, type Finding, readDicos, readFrame, type Samples, TAG } from '@garita/dicos';
import { type Energy, type PixelSpacing, type Signal, type ViewerImage, viewerImage } from './image.ts';
import { memoryRaster } from './memory-raster.ts';
import { type Volume, type VolumeSpacing, volumeOf } from './volume.ts';

/** What a file holds for a viewer. What was found while reading belongs in the banner. */
export type OpenedDicos =
  | { readonly kind: 'radiograph'; readonly image: ViewerImage; readonly findings: readonly Finding[] }
  | {
      readonly kind: 'volume';
      readonly volume: Volume;
      readonly findings: readonly Finding[];
      /** Frames that did not decode: shown as missing, never left out. */
      readonly lost: readonly number[];
    }
  /** Nothing to show: no DICOM, no pixels, or none that can be read here. */
  | { readonly kind: 'nothing'; readonly why: string };

// Frames are an attacker's to count: 16,384 are more than any conveyor takes.
const MOST_FRAMES = 16_384;

/**
 * Read one DICOS (or DICOM) file for the viewer: a CT becomes a volume, all else a radiograph.
 *
 * @param signal what the samples mean; DICOS does not say what air is, so without it attenuation stays unknown
 */
export async function openDicos(source: ByteSource, signal: Signal = { kind: 'unknown' }): Promise<OpenedDicos> {
  const read = await readDicos(source);
  if (read.outcome !== 'dicom') return { kind: 'nothing', why: `not DICOM: ${read.type}` };
  const { file } = read;
  const { rows, columns, frames, samplesPerPixel } = file.image;
  if (!file.pixels) return { kind: 'nothing', why: 'no pixels' };
  if (rows === undefined || columns === undefined || frames === undefined || frames > MOST_FRAMES) {
    return { kind: 'nothing', why: 'the image has no shape that can be read' };
  }
  if (samplesPerPixel !== 1) return { kind: 'nothing', why: `${samplesPerPixel} samples to a pixel` };
  const findings = file.problems;
  if (frames === 1 && file.sopClass?.kind !== 'CT') {
    const samples = await frameOf(file, source, 0);
    if (typeof samples === 'string') return { kind: 'nothing', why: samples };
    const high: Energy = { raster: memoryRaster(samples, rows, columns, { dense: denseEnd(file, signal) }), signal };
    const spacing = spacingOf(file.dataset.numbers(TAG.pixelSpacing));
    return { kind: 'radiograph', image: viewerImage({ high, ...(spacing && { spacing }) }), findings };
  }
  const all: (Samples | undefined)[] = [];
  const lost: number[] = [];
  for (let index = 0; index < frames; index++) {
    const samples = await frameOf(file, source, index);
    if (typeof samples === 'string') lost.push(index);
    all.push(typeof samples === 'string' ? undefined : samples);
  }
  if (lost.length === frames) return { kind: 'nothing', why: 'no frame can be decoded' };
  return { kind: 'volume', volume: volumeOf(all, rows, columns, volumeSpacing(file)), findings, lost };
}

/** A frame's samples, or why there are none. */
async function frameOf(file: DicosFile, source: ByteSource, index: number): Promise<Samples | string> {
  try {
    return (await readFrame(file, source, index)).samples;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** PS3.3 C.8.11.3.1.2: with sign -1 more of the beam is a lower value. */
function denseEnd({ dataset }: DicosFile, signal: Signal): 'low' | 'high' {
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
