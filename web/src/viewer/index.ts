export type { FrameReport, IncompleteReason } from './frame-report.ts';
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
export {
  fitView,
  fullSizeView,
  type ImageShape,
  type Place,
  type Point,
  panView,
  type Surface,
  toImage,
  toScreen,
  type ViewState,
  zoomView,
} from './view-state.ts';
export { type Magnifier, Viewer, type ViewerOptions } from './viewer.ts';
export { ViewerError, type ViewerErrorCode } from './viewer-error.ts';
