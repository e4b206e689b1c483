export { memoryRaster } from './memory-raster.ts';
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
export { ViewerError, type ViewerErrorCode } from './viewer-error.ts';
