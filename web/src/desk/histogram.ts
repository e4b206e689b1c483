import type { ViewerImage } from '../viewer/index.ts';
import { GUTTER } from '../viewer/index.ts';

const BINS = 96;

/** How many samples lie where in a window, by the smallest level of the image: enough to aim by. */
export async function binsOf(
  { high: { raster } }: ViewerImage,
  window: { readonly low: number; readonly high: number },
): Promise<readonly number[]> {
  let level = 0;
  while (Math.max(raster.rows, raster.columns) / 2 ** level > raster.tileSize) level++;
  const { mean, absent, rows, columns } = await raster.tile({ level, row: 0, column: 0 });
  const { slope, intercept } = raster.scale;
  const bins = new Array<number>(BINS).fill(0);
  const perBin = BINS / Math.max(window.high - window.low, Number.MIN_VALUE);
  for (let row = GUTTER; row < rows - GUTTER; row++) {
    for (let at = row * columns + GUTTER; at < (row + 1) * columns - GUTTER; at++) {
      if (absent?.[at]) continue;
      const bin = Math.floor((slope * (mean[at] as number) + intercept - window.low) * perBin);
      const held = Math.min(BINS - 1, Math.max(0, bin));
      bins[held] = (bins[held] as number) + 1;
    }
  }
  return bins;
}
