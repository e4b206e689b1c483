import type { ByteSource, Finding } from '@garita/dicos';
import { type DecodedDicos, decodeDicos } from './decode-dicos.ts';
import { type Energy, type Signal, type ViewerImage, viewerImage } from './image.ts';
import { storedRaster } from './memory-raster.ts';
import { type Volume, volumeFrom } from './volume.ts';

/** What a file holds for a viewer. What was found while reading belongs in the banner. */
export type OpenedDicos =
  | {
      readonly kind: 'radiograph';
      readonly image: ViewerImage;
      readonly findings: readonly Finding[];
      /** Samples at the end that the file does not have; every frame that should show them says so. */
      readonly missing: number;
    }
  | {
      readonly kind: 'volume';
      readonly volume: Volume;
      readonly findings: readonly Finding[];
      /** Frames that did not decode, or not whole: shown as missing, never left out. */
      readonly lost: readonly number[];
    }
  /** Nothing to show: no DICOM, no pixels, or none that can be read here. */
  | { readonly kind: 'nothing'; readonly why: string };

/**
 * Read one DICOS (or DICOM) file for the viewer: a CT becomes a volume, all else a radiograph.
 *
 * @param signal what the samples mean; DICOS does not say what air is, so without it attenuation stays unknown
 * @throws ViewerError IMAGE_TOO_LARGE, IMAGE_INVALID
 */
export async function openDicos(source: ByteSource, signal: Signal = { kind: 'unknown' }): Promise<OpenedDicos> {
  return openedFrom(await decodeDicos(source, { signal }), signal);
}

/** What a decoded file is for a viewer; nothing is copied. */
export function openedFrom(decoded: DecodedDicos, signal: Signal): OpenedDicos {
  if (decoded.kind === 'nothing') return decoded;
  const { spacing, findings } = decoded;
  if (decoded.kind === 'volume') {
    return { kind: 'volume', volume: volumeFrom(decoded.volume, decoded.spacing), findings, lost: decoded.lost };
  }
  const { rows, columns, stored, samples, levels, dense, missing } = decoded;
  const { absent } = stored;
  const sampleAt = (at: number) => (absent?.[at] ? undefined : samples[at]);
  const high: Energy = { raster: storedRaster(stored, rows, columns, { dense, levels }, sampleAt), signal };
  return { kind: 'radiograph', image: viewerImage({ high, ...(spacing && { spacing }) }), findings, missing };
}
