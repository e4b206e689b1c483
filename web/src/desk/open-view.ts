import type { PictureEnergy } from '@garita/api';
import {
  type DisplaySettings,
  type Energy,
  laggingRaster,
  type OpenedDicos,
  openScanImage,
  type PreviewRaster,
  plainDisplay,
  rangeOf,
  signalFrom,
  ViewerError,
  viewerImage,
} from '../viewer/index.ts';
import type { LoadedObject, LoadedView, LoadedVolume } from './loaded-view.ts';
import { energiesOf, lagBetween, materialOf } from './preview-image.ts';

type Opened = Exclude<OpenedDicos, { kind: 'nothing' }>;

/** What the opening of a view comes to. */
export type OpenedView = Pick<LoadedView, 'stage' | 'objects'> &
  Partial<Pick<LoadedView, 'image' | 'volume' | 'plain' | 'lag' | 'findings' | 'lost' | 'why'>>;

/**
 * Fetches the objects of a view, checks each against its signed hash and decodes it. What does not come is said in the
 * answer; nothing of an object with another hash is ever shown.
 */
export async function openView(
  loaded: LoadedView,
  rasters: ReadonlyMap<number, PreviewRaster>,
  {
    signal: abort,
    report,
  }: { readonly signal: AbortSignal; readonly report: (objects: readonly LoadedObject[]) => void },
): Promise<OpenedView> {
  const { view } = loaded;
  let objects = loaded.objects;
  const note = (object: number, change: Partial<LoadedObject>) => {
    objects = objects.map((one) => (one.object === object ? { ...one, ...change } : one));
    report(objects);
  };
  const open = async ({ object, sha256, size, signal }: PictureEnergy): Promise<Opened | string> => {
    note(object, { state: 'loading', received: 0 });
    try {
      const opened = await openScanImage(
        { url: `/api/v1/objects/${sha256}`, sha256, size, signal: signalFrom(signal) },
        {
          abort,
          onProgress: ({ received, verified }) =>
            note(object, { received, ...(verified && { state: 'verified' as const }) }),
        },
      );
      note(object, { received: size, state: 'verified' });
      return opened.kind === 'nothing' ? opened.why : opened;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const mismatch = error instanceof ViewerError && error.code === 'HASH_MISMATCH';
      note(object, { state: mismatch ? 'mismatch' : 'failed', why });
      return why;
    }
  };
  const [high, low] = energiesOf(view);
  const [one, two] = await Promise.all([open(high), low && open(low)]);
  const why = [one, two].find((part) => typeof part === 'string');
  if (typeof one === 'string' || typeof two === 'string') {
    for (const raster of rasters.values()) raster.fail(new Error(why));
    return { stage: 'failed', objects, ...(why !== undefined && { why }) };
  }
  const findings = [one, two].flatMap((part) => part?.findings ?? []);
  try {
    if (one.kind === 'volume') {
      const shown = await volumeOf(loaded, one, two);
      return { stage: 'full', objects, findings, lost: one.lost, ...shown };
    }
    return { stage: 'full', objects, findings, ...(await radiographOf(loaded, rasters, one, two)) };
  } catch (error) {
    return { stage: 'failed', objects, findings, why: error instanceof Error ? error.message : String(error) };
  }
}

async function radiographOf(
  { view, image: before, lag: known }: LoadedView,
  rasters: ReadonlyMap<number, PreviewRaster>,
  one: Extract<Opened, { kind: 'radiograph' }>,
  two: Opened | undefined,
): Promise<Pick<OpenedView, 'image' | 'plain' | 'lag'>> {
  const [high, low] = energiesOf(view);
  const originals = [
    [high.object, one.image.high.raster],
    ...(low && two?.kind === 'radiograph' ? [[low.object, two.image.high.raster] as const] : []),
  ] as const;
  const second = originals[1]?.[1];
  const lag = second ? await lagBetween(one.image.high.raster, second, 0) : 0;
  if (before && lag === (known ?? 0)) {
    try {
      for (const [object, raster] of originals) rasters.get(object)?.fulfil(raster);
      return {};
    } catch (error) {
      // The small copy is of another shape or scale than the file turned out to have: the file is right.
      if (!(error instanceof ViewerError)) throw error;
    }
  }
  const energy = (told: PictureEnergy, raster: Energy['raster']): Energy => ({
    raster,
    signal: signalFrom(told.signal),
  });
  const material = await materialOf(view);
  const spacing = view.spacing ?? one.image.spacing;
  const image = viewerImage({
    high: energy(high, one.image.high.raster),
    ...(low && second && { low: energy(low, laggingRaster(second, lag)) }),
    ...(second && material && { material }),
    ...(spacing && { spacing }),
  });
  return { image, lag, plain: plainDisplay(image, await rangeOf(image.high.raster)) };
}

async function volumeOf(
  { view }: LoadedView,
  one: Extract<Opened, { kind: 'volume' }>,
  two: Opened | undefined,
): Promise<{ volume: LoadedVolume; plain: DisplaySettings }> {
  const [high, low] = energiesOf(view);
  const material = await materialOf(view);
  const second = low && two?.kind === 'volume' ? two.volume : undefined;
  const signals = { high: signalFrom(high.signal), ...(low && { low: signalFrom(low.signal) }) };
  const volume: LoadedVolume = {
    high: one.volume,
    ...(second && { low: second }),
    signals,
    ...(second && material && { material }),
  };
  return { volume, plain: await plainOfVolume(volume) };
}

/** One plain image for all slices: from what three slices through the middle hold, for any other would flicker. */
async function plainOfVolume({ high, signals, low, material }: LoadedVolume): Promise<DisplaySettings> {
  const cuts = (['axial', 'coronal', 'sagittal'] as const).map((plane) => high.cut(plane, high.count(plane) >> 1));
  const ranges = await Promise.all(cuts.map((raster) => rangeOf(raster)));
  const range = {
    low: Math.min(...ranges.map((one) => one.low)),
    high: Math.max(...ranges.map((one) => one.high)),
  };
  const signal = signals.high;
  const [raster] = cuts;
  if (!raster) throw new Error('a volume without planes');
  const image = viewerImage({
    high: { raster, signal },
    ...(low && signals.low && { low: { raster: low.cut('axial', low.count('axial') >> 1), signal: signals.low } }),
    ...(material && low && { material }),
  });
  return plainDisplay(image, range);
}
