import { type ByteSource, DicosError, type ImageHead, readDicos, readFramePart } from '@garita/dicos';
import {
  alongAt,
  columnLag,
  ctMaterialModel,
  type DenseEnd,
  denseOf,
  type Energy,
  halve,
  type Level,
  laggingRaster,
  materialCurvesOf,
  modelFrom,
  paintOffScreen,
  plainDisplay,
  previewRaster,
  rangeOf,
  type Stored,
  signalFrom,
  type TileSamples,
  toStored,
  viewerImage,
} from '@garita/web/viewer/off-screen';
import { encodeGrey16, encodeRgb8 } from './encode-png.ts';
import { estimateAir, estimateWater } from './estimate-levels.ts';
import type { MadeEnergy, ViewResult } from './picture-tasks.ts';
import type { PlannedEnergy, PlannedView } from './plan-picture.ts';
import { unknownSignal } from './unknown-signal.ts';

const PREVIEW_SIDE = 2_048;
const THUMBNAIL = { width: 320, height: 180 };
// One image at a time is in memory: 2^27 samples of 16 bits are 256 MiB, and the next level a quarter more.
const MOST_SAMPLES = 2 ** 27;
const MOST_FRAME_BYTES = 256 * 2 ** 20;

/** What is kept of an image once it is made small. */
interface SmallImage {
  readonly head: ImageHead;
  readonly signal: MadeEnergy['signal'];
  readonly stored: Pick<Stored, 'scale'>;
  readonly first: number;
  readonly level: Level;
  readonly dense: DenseEnd;
}

/** Previews of the images of one view, one image after the other, and its thumbnail. What fails says why. */
export async function makeView(
  view: PlannedView,
  sourceOf: (object: number) => ByteSource,
  withThumbnail: boolean,
): Promise<ViewResult> {
  const small: SmallImage[] = [];
  const energies: MadeEnergy[] = [];
  const pair = view.energies.length === 2;
  for (const { image } of view.energies) {
    const { object, head } = image;
    try {
      const made = await shrink(head, sourceOf(object), pair);
      small.push(made);
      energies.push({ object, signal: made.signal, preview: previewOf(made), failure: null });
    } catch (error) {
      energies.push({ object, signal: unknownSignal(head), preview: null, failure: failureOf(error) });
    }
  }
  const thumbnail = withThumbnail && small[0] ? await thumbnailOf(view.energies, small) : null;
  return { energies, thumbnail };
}

function failureOf(error: unknown): NonNullable<MadeEnergy['failure']> {
  const detail = error instanceof Error ? error.message : String(error);
  const why = error instanceof DicosError ? error.code : undefined;
  if (why === 'CODEC_UNSUPPORTED') return { code: 'PICTURE_UNSUPPORTED', detail };
  return { code: why === 'FRAME_TOO_LARGE' ? 'PICTURE_TOO_LARGE' : 'PICTURE_FAILED', detail };
}

/** Decode an image (of a volume the frame in the middle) and keep the level of its pyramid that a preview shows. */
async function shrink(head: ImageHead, source: ByteSource, pair: boolean): Promise<SmallImage> {
  const { rows, columns, frames } = head;
  if (rows * columns > MOST_SAMPLES) throw new DicosError('FRAME_TOO_LARGE', `${rows} x ${columns} samples`);
  const read = await readDicos(source);
  if (read.outcome !== 'dicom') throw new DicosError('FRAME_UNREADABLE', 'no DICOM');
  const index = head.kind === 'volume' ? frames >> 1 : 0;
  const { samples } = await readFramePart(read.file, source, index, MOST_FRAME_BYTES);
  const stored = toStored(samples, rows * columns);
  const signal = signalOf(head, stored, pair);
  const dense = denseOf(head.kind, signal.kind);
  let level: Level = { rows, columns, mean: stored.values, ...(stored.absent && { absent: stored.absent }) };
  let first = 0;
  for (; Math.max(alongAt(rows, first), alongAt(columns, first)) > PREVIEW_SIDE; first++) level = halve(level, dense);
  return { head, signal, stored: { scale: stored.scale }, first, level, dense };
}

function signalOf(head: ImageHead, stored: Stored, pair: boolean): MadeEnergy['signal'] {
  const signal = unknownSignal(head);
  if (signal.kind === 'transmission') {
    const air = estimateAir(stored, head.rows, head.columns);
    return { ...signal, air, airBasis: air === null ? null : 'estimated' };
  }
  if (signal.kind !== 'ct') return signal;
  const { rescale } = head;
  if (rescale?.unit === 'HU') {
    // PS3.3 C.11.1.1.2: water is 0, air -1000.
    const perUnit = 1_000 / rescale.slope;
    return { ...signal, air: (-1_000 - rescale.intercept) / rescale.slope, airBasis: 'declared', perUnit };
  }
  const perUnit = pair ? estimateWater(stored) : null;
  return { ...signal, air: perUnit === null ? null : 0, airBasis: perUnit === null ? null : 'estimated', perUnit };
}

/** `null` where samples are missing: a small copy could not say which. */
function previewOf({ level, first, stored }: SmallImage): MadeEnergy['preview'] {
  if (level.absent?.includes(1)) return null;
  const { rows, columns, mean, densest } = level;
  return {
    level: first,
    rows,
    columns,
    mean: encodeGrey16(mean, rows, columns),
    densest: densest ? encodeGrey16(densest, rows, columns) : null,
    slope: stored.scale.slope,
    intercept: stored.scale.intercept,
  };
}

/** The plain image, as the desk shows it first: colour by material where there are two energies, otherwise grey. */
async function thumbnailOf(
  energies: PlannedView['energies'],
  small: readonly SmallImage[],
): Promise<Uint8Array<ArrayBuffer>> {
  const [high, low] = small as readonly [SmallImage, SmallImage | undefined];
  const [one, two] = [energyOf(high), low && energyOf(low)];
  const image = viewerImage({
    high: one,
    ...(two && {
      low: { ...two, raster: laggingRaster(two.raster, lagOf(high, one, two)) },
      material: modelOf(energies),
    }),
    ...(high.head.spacing && { spacing: { ...high.head.spacing, basis: 'declared' } }),
  });
  const settings = plainDisplay(image, await rangeOf(image.high.raster));
  const { pixels, width, height } = paintOffScreen(image, settings, THUMBNAIL);
  return encodeRgb8(pixels, height, width);
}

/** Columns by which an interlaced second energy lies behind, from the tile in the middle. */
function lagOf({ head, first }: SmallImage, one: Energy, two: Energy): number {
  if (head.kind === 'volume') return 0;
  const middle = (along: number) => Math.floor(alongAt(along, first) / one.raster.tileSize / 2);
  const place = { level: first, row: middle(head.rows), column: middle(head.columns) };
  const tiles = [one.raster.tile(place), two.raster.tile(place)];
  // Of a preview every tile at its own level is at hand.
  return columnLag(tiles[0] as TileSamples, tiles[1] as TileSamples, first);
}

function energyOf({ head, signal, stored, first, level, dense }: SmallImage): Energy {
  const grey = (values: Uint16Array) => ({ rows: level.rows, columns: level.columns, values });
  const { slope, intercept } = stored.scale;
  const { densest, absent } = level;
  const preview = {
    ...{ level: first, mean: grey(level.mean), slope, intercept },
    ...(densest && { densest: grey(densest) }),
    ...(absent && { absent }),
  };
  return {
    raster: previewRaster(preview, { rows: head.rows, columns: head.columns, dense }),
    signal: signalFrom(signal),
  };
}

const models = new Map<string, ReturnType<typeof modelFrom>>();
/** Two devices of a lane take turns; more kinds of beam than these come from nowhere. */
const MOST_MODELS = 8;

function modelOf(energies: PlannedView['energies']) {
  const [{ image: high }, { image: low } = { image: undefined }] = energies as readonly PlannedEnergy[] as [
    PlannedEnergy,
    PlannedEnergy | undefined,
  ];
  if (high.head.kind === 'volume') return ctMaterialModel();
  const beam = { highKvp: high.head.kvp ?? null, lowKvp: low?.head.kvp ?? null };
  const key = JSON.stringify(beam);
  const model = models.get(key) ?? modelFrom(materialCurvesOf(beam));
  if (models.size < MOST_MODELS) models.set(key, model);
  return model;
}
