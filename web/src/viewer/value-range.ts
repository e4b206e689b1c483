import { GUTTER, levelsOf, type Raster } from './raster.ts';

/** A window for images that do not say what air is: from the darkest to the lightest sample of the smallest level. */
export async function rangeOf(raster: Raster, signal?: AbortSignal): Promise<{ low: number; high: number }> {
  const { mean, densest, absent, rows, columns } = await raster.tile(
    { level: levelsOf(raster) - 1, row: 0, column: 0 },
    signal,
  );
  let low = 0xffff;
  let high = 0;
  for (let row = GUTTER; row < rows - GUTTER; row++) {
    for (let at = row * columns + GUTTER; at < (row + 1) * columns - GUTTER; at++) {
      if (absent?.[at]) continue;
      const [first, second] = [mean[at] as number, (densest ?? mean)[at] as number];
      low = Math.min(low, first, second);
      high = Math.max(high, first, second);
    }
  }
  const { slope, intercept } = raster.scale;
  if (low > high) return { low: intercept, high: slope * 0xffff + intercept };
  // An even image lies in the middle of its window, neither black nor white.
  const margin = low === high ? slope : 0;
  return { low: slope * low + intercept - margin, high: slope * high + intercept + margin };
}
