import type { ViewerImage } from './image.ts';
import type { ImageShape } from './view-state.ts';

const LEAST_ASPECT = 1 / 16;

/** The shape on screen: samples are as high as they are in the world, within reason. */
export function shapeOf({ rows, columns, spacing }: ViewerImage): ImageShape {
  const aspect = spacing ? spacing.rowMm / spacing.columnMm : 1;
  return { rows, columns, aspect: Math.min(1 / LEAST_ASPECT, Math.max(LEAST_ASPECT, aspect)) };
}
