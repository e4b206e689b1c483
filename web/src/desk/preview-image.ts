import type { PictureEnergy, PictureView } from '@garita/api';
import {
  cargoMaterialModel,
  columnLag,
  ctMaterialModel,
  type Energy,
  laggingRaster,
  type MaterialModel,
  type PreviewRaster,
  previewRaster,
  type Raster,
  readPng16,
  signalFrom,
  type ViewerImage,
  viewerImage,
} from '../viewer/index.ts';

/** A picture of small copies, and where the originals go when they come. */
export interface PreviewImage {
  readonly image: ViewerImage;
  /** By object. */
  readonly rasters: ReadonlyMap<number, PreviewRaster>;
  /** Columns by which the second energy lies behind the first; it is shown where the first is. */
  readonly lag: number;
}

/** High energy first; the only one counts as high. */
export function energiesOf({ energies }: PictureView): readonly [high: PictureEnergy, low: PictureEnergy | undefined] {
  const high = energies.find(({ label }) => label !== 'low') ?? energies[0];
  if (!high) throw new Error('a view without energies');
  return [high, energies.find((energy) => energy !== high)];
}

/** The small copies of a view put together as its image; `undefined` when there are none. */
export async function previewOf(
  view: PictureView,
  fetchObject: (sha256: string) => Promise<Uint8Array>,
): Promise<PreviewImage | undefined> {
  const [high, low] = energiesOf(view);
  if (!high.preview || (low && !low.preview)) return undefined;
  const rasters = new Map<number, PreviewRaster>();
  const energyOf = async ({ object, preview, signal }: PictureEnergy): Promise<Energy> => {
    if (!preview) throw new Error('no preview');
    const png = async (hash: string) => readPng16(await fetchObject(hash));
    const [mean, densest] = await Promise.all([png(preview.mean), preview.densest && png(preview.densest)]);
    const told = signalFrom(signal);
    const dense = told.kind === 'attenuation' || told.kind === 'ct' ? 'high' : 'low';
    const { level, slope, intercept } = preview;
    const raster = previewRaster(
      { level, mean, ...(densest && { densest }), slope, intercept },
      { rows: view.rows, columns: view.columns, dense },
    );
    rasters.set(object, raster);
    return { raster, signal: told };
  };
  const [one, two, material] = await Promise.all([energyOf(high), low && energyOf(low), materialOf(view)]);
  const lag = two ? await lagBetween(one.raster, two.raster, high.preview.level) : 0;
  const image = viewerImage({
    high: one,
    ...(two && { low: { ...two, raster: laggingRaster(two.raster, lag) } }),
    ...(two && material && { material }),
    ...(view.spacing && view.kind === 'radiograph' && { spacing: view.spacing }),
  });
  return { image, rasters, lag };
}

/** Of the tile in the middle, at a level that is here. */
export async function lagBetween(high: Raster, low: Raster, level: number): Promise<number> {
  const middle = (along: number) => Math.floor(Math.ceil(along / 2 ** level) / high.tileSize / 2);
  const place = { level, row: middle(high.rows), column: middle(high.columns) };
  const [one, two] = await Promise.all([high.tile(place), low.tile(place)]);
  return columnLag(one, two, level);
}

/** By what materials are told apart; nothing where there is one energy. */
export async function materialOf(view: PictureView): Promise<MaterialModel | undefined> {
  const [high, low] = energiesOf(view);
  if (!low) return undefined;
  if (high.signal.kind === 'ct') return ctMaterialModel();
  return cargoMaterialModel({ highKvp: high.kvp, lowKvp: low.kvp });
}
