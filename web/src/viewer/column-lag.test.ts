import { makeScene, renderScan } from '@garita/xray';
import { describe, expect, it } from 'vitest';
import { columnLag, laggingRaster } from './column-lag.ts';
import { memoryRaster } from './memory-raster.ts';
import type { Raster, TileSamples } from './raster.ts';

/** Boxes and a wire; the second energy sees each `lag` columns later, and other materials otherwise. */
function pair(lag: number, rows = 64, columns = 300): readonly [Raster, Raster] {
  const alpha = (row: number, column: number) =>
    (column > 40 && column < 90 ? 1.2 : 0) +
    (row > 20 && column > 120 && column < 180 ? 0.6 : 0) +
    (column === 220 ? 2 : 0);
  const made = (factor: number, shift: number) =>
    memoryRaster(
      Uint16Array.from({ length: rows * columns }, (_, at) =>
        Math.round(60_000 * Math.exp(-factor * alpha(Math.floor(at / columns), (at % columns) - shift))),
      ),
      rows,
      columns,
    );
  return [made(1, 0), made(1.3, lag)];
}

const tileOf = (raster: Raster, level: number) => raster.tile({ level, row: 0, column: 0 }) as TileSamples;

describe('the lag between two energies', () => {
  it.for([-2, -1, 0, 1, 2])('is found: %i columns', (lag) => {
    const [high, low] = pair(lag);
    expect(columnLag(tileOf(high, 0), tileOf(low, 0), 0)).toBe(lag);
  });

  it('is found in an interlaced portal, at full size and in copies of a half and a quarter; a sandwich of detectors has none', () => {
    // `linacScanner`: the low energy fires one column of travel later, when the object has moved on.
    for (const [kind, lag] of [
      ['truck', -1],
      ['container', -1],
      ['gate', 0],
    ] as const) {
      const { images } = renderScan(makeScene(kind, 5));
      const [high, low] = ['HIGH ENERGY', 'LOW ENERGY'].map((energy) => {
        const image = images.find((one) => one.energy === energy);
        if (!image) throw new Error(`no ${energy}`);
        return memoryRaster(image.pixels, image.rows, image.columns, { tileSize: 256 });
      }) as [Raster, Raster];
      for (const level of [0, 1, 2]) {
        expect([kind, level, columnLag(tileOf(high, level), tileOf(low, level), level)]).toEqual([kind, level, lag]);
      }
    }
  });

  it('is none between images of nothing', () => {
    const even = memoryRaster(new Uint16Array(64 * 64).fill(900), 64, 64);
    expect(columnLag(tileOf(even, 0), tileOf(even, 0), 0)).toBe(0);
  });
});

describe('a raster seen with a lag', () => {
  it('has every sample where the first energy has it', () => {
    const [high, low] = pair(2);
    const seen = laggingRaster(low, 2);
    const [straight] = [pair(0)[1]];
    for (const column of [38, 41, 89, 91, 219, 220, 221]) {
      expect(seen.sampleAt(30, column)).toBe(straight.sampleAt(30, column));
    }
    expect([...tileOf(seen, 0).mean.subarray(0, 250)]).toEqual([...tileOf(straight, 0).mean.subarray(0, 250)]);
    expect(columnLag(tileOf(high, 0), tileOf(seen, 0), 0)).toBe(0);
    expect(seen.sampleAt(30, 300)).toBeUndefined();
  });

  it('is itself without a lag', () => {
    const [, low] = pair(0);
    expect(laggingRaster(low, 0)).toBe(low);
  });
});
