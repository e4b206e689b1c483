import type { PictureView } from '@garita/api';
import type { Finding } from '@garita/dicos';
import type { MaterialModel, Signal } from '../viewer/index.ts';
import {
  type DisplaySettings,
  type Plane,
  placeOf,
  type ViewerImage,
  type Volume,
  type Voxel,
  viewerImage,
} from '../viewer/index.ts';

/** How far the bytes of one object are, and whether they are what the device signed. */
export interface LoadedObject {
  readonly object: number;
  readonly label: 'high' | 'low' | 'single';
  readonly sha256: string;
  readonly size: number;
  readonly received: number;
  readonly state: 'waiting' | 'loading' | 'verified' | 'mismatch' | 'failed';
  /** Why not, when it failed. */
  readonly why?: string;
}

export interface LoadedVolume {
  readonly high: Volume;
  readonly low?: Volume;
  readonly signals: { readonly high: Signal; readonly low?: Signal };
  readonly material?: MaterialModel;
}

/** One view of a scan, as far as it is here. */
export interface LoadedView {
  /** Of which scan, and which of its views. */
  readonly scan: string;
  readonly index: number;
  readonly view: PictureView;
  readonly stage: 'loading' | 'preview' | 'full' | 'failed';
  /** A radiograph; of a volume its preview, the frame in the middle. */
  readonly image?: ViewerImage;
  readonly volume?: LoadedVolume;
  readonly plain?: DisplaySettings;
  /** Columns by which the low energy was moved to lie on the high one. */
  readonly lag?: number;
  readonly objects: readonly LoadedObject[];
  readonly findings: readonly Finding[];
  /** Frames of a volume that did not decode. */
  readonly lost: readonly number[];
  /** Samples are fewer than the file says. */
  readonly why?: string;
}

const cuts = new WeakMap<Volume, Map<string, ViewerImage>>();
/** Slices kept for going back and forth. */
const MOST_CUTS = 24;

/** What a pane shows of a view: the image, or the slice of a volume through a voxel. */
export function imageOf(
  loaded: LoadedView,
  plane: Plane | undefined,
  voxel: Voxel | undefined,
): ViewerImage | undefined {
  const { volume } = loaded;
  if (!plane) return loaded.image;
  if (!volume || !voxel) return plane === 'axial' ? loaded.image : undefined;
  return cutOf(volume, plane, placeOf(plane, voxel).index);
}

function cutOf(volume: LoadedVolume, plane: Plane, index: number): ViewerImage {
  const kept = cuts.get(volume.high) ?? new Map<string, ViewerImage>();
  cuts.set(volume.high, kept);
  const key = `${plane} ${index}`;
  const known = kept.get(key);
  if (known) return known;
  const { high, low, signals, material } = volume;
  const spacing = high.spacingOf(plane);
  const image = viewerImage({
    high: { raster: high.cut(plane, index), signal: signals.high },
    ...(low && signals.low && { low: { raster: low.cut(plane, index), signal: signals.low } }),
    ...(material && low && { material }),
    ...(spacing && { spacing }),
  });
  kept.set(key, image);
  const [oldest] = kept.keys();
  if (kept.size > MOST_CUTS && oldest !== undefined) kept.delete(oldest);
  return image;
}

/** The voxel in the middle: where one begins to look. */
export function middleOf({ slices, rows, columns }: Volume): Voxel {
  return { slice: slices >> 1, row: rows >> 1, column: columns >> 1 };
}

/** Index of the object that a mark on this view speaks of: the high energy, or the only one. */
export function objectOf({ view }: LoadedView): number {
  const energy = view.energies.find(({ label }) => label !== 'low') ?? view.energies[0];
  return energy?.object ?? 0;
}
