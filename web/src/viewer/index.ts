export type { BeamEnergies } from './beam-material.ts';
export { columnLag, laggingRaster } from './column-lag.ts';
export { ctMaterialModel } from './ct-material.ts';
export type { FrameReport, IncompleteReason } from './frame-report.ts';
export { type History, historyOf, redo, step, undo } from './history.ts';
export {
  attenuationOf,
  type Energy,
  hasMaterial,
  type MaterialModel,
  type PixelSpacing,
  type Signal,
  signalFrom,
  type ViewerImage,
  viewerImage,
} from './image.ts';
export { type Measurement, measure } from './measure.ts';
export { memoryRaster } from './memory-raster.ts';
export { type OpenedDicos, openDicos } from './open-dicos.ts';
export { type Bands, type Colour, PALETTES, type Palette, type PaletteName, type Strip } from './palette.ts';
export { type DisplaySettings, type Enhancement, enhancementsOf, plainDisplay } from './pipeline.ts';
export { type Preview, type PreviewRaster, previewRaster, type WholeImage } from './preview-raster.ts';
export { type Probe, probe, type Reading } from './probe.ts';
export {
  type DenseEnd,
  denseOf,
  GUTTER,
  type Raster,
  type SampleType,
  type StoredScale,
  TILE_SIZE,
  type TilePlace,
  type TileSamples,
} from './raster.ts';
export { type Png16, readPng16 } from './read-png16.ts';
export {
  cargoMaterialModel,
  ImageDecoder,
  openScanImage,
  type ScanImageOptions,
  type ScanImageProgress,
  type ScanImageRequest,
} from './scan-image.ts';
export { shapeOf } from './shape-of.ts';
export { rangeOf } from './value-range.ts';
export {
  fitView,
  fullSizeView,
  type ImageShape,
  mirrorView,
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
export { placeInStep, type SteppedView, viewInStep } from './views-in-step.ts';
export { type Plane, placeOf, type Volume, type VolumeSpacing, type Voxel, volumeOf, voxelAt } from './volume.ts';
