export {
  attenuationOf,
  type Energy,
  type MaterialModel,
  type PixelSpacing,
  type Signal,
  type ViewerImage,
  viewerImage,
} from './image.ts';
export { memoryRaster } from './memory-raster.ts';
export { type Bands, type Colour, PALETTES, type Palette, type PaletteName, type Strip } from './palette.ts';
export { type DisplaySettings, type Enhancement, enhancementsOf, plainDisplay } from './pipeline.ts';
export {
  type DenseEnd,
  GUTTER,
  type Raster,
  type SampleType,
  type StoredScale,
  TILE_SIZE,
  type TilePlace,
  type TileSamples,
} from './raster.ts';
export { rangeOf } from './value-range.ts';
export { ViewerError, type ViewerErrorCode } from './viewer-error.ts';
