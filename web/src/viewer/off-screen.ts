import type { DisplayTile } from './display-tile.ts';
import { displayTile } from './display-tile.ts';
import { planRegion, type TileLookup, type TileState, wholeBox } from './frame-plan.ts';
import type { ViewerImage } from './image.ts';
import { materialTable } from './material-table.ts';
import { type DisplaySettings, pipelineCompiler } from './pipeline.ts';
import type { TilePlace, TileSamples } from './raster.ts';
import { paint } from './script-renderer.ts';
import { Shading } from './script-shading.ts';
import { shapeOf } from './shape-of.ts';
import { fitView, type Surface } from './view-state.ts';

// What of the engine works without a screen: for servers that make small pictures of what the desk will show.
export { materialCurvesOf, modelFrom } from './beam-material.ts';
export { columnLag, laggingRaster } from './column-lag.ts';
export { ctMaterialModel } from './ct-material.ts';
export { type Energy, signalFrom, type ViewerImage, viewerImage } from './image.ts';
export { plainDisplay } from './pipeline.ts';
export { previewRaster } from './preview-raster.ts';
export { halve, type Level } from './pyramid.ts';
export { alongAt, type DenseEnd, denseOf, type TileSamples } from './raster.ts';
export { type Stored, toStored } from './to-stored.ts';
export { rangeOf } from './value-range.ts';

/** Pixels, row by row from the top: little-endian RGBA. */
export interface PaintedImage extends Surface {
  readonly pixels: Uint32Array;
}

/**
 * The whole image as large as it fits, as the script renderer would draw it at rest; the picture takes the image's own
 * shape. Only for rasters whose tiles are at hand.
 */
export function paintOffScreen(image: ViewerImage, settings: DisplaySettings, most: Surface): PaintedImage {
  const shape = shapeOf(image);
  const scale = Math.min(most.width / shape.columns, most.height / (shape.rows * shape.aspect));
  const along = (extent: number, limit: number) => Math.min(limit, Math.max(1, Math.round(extent * scale)));
  const surface = {
    width: along(shape.columns, most.width),
    height: along(shape.rows * shape.aspect, most.height),
  };
  const box = wholeBox(surface);
  const plan = planRegion(shape, image.high.raster.tileSize, fitView(shape, surface), box, atHand(image));
  const pixels = new Int32Array(surface.width * surface.height);
  const pipeline = pipelineCompiler(image)(settings);
  paint({ ...surface, regions: [{ box, plan }], pipeline, sampling: 'bilinear' }, pixels, new Shading());
  return { ...surface, pixels: new Uint32Array(pixels.buffer) };
}

function atHand(image: ViewerImage): TileLookup {
  const { high, low } = image;
  const table = materialTable(image);
  const made = (place: TilePlace): DisplayTile | undefined => {
    const parts = [high.raster.tile(place), low?.raster.tile(place)];
    if (parts.some((part) => part instanceof Promise)) return undefined;
    return displayTile(parts[0] as TileSamples, parts[1] as TileSamples | undefined, table);
  };
  const look = (place: TilePlace): TileState => {
    const tile = made(place);
    return tile ? { state: 'here', tile } : { state: 'failed' };
  };
  return { look, peek: made };
}
