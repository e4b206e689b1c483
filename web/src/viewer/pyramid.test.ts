import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { memoryRaster } from './memory-raster.ts';
import { cutTile, halve, type Level } from './pyramid.ts';
import { alongAt, GUTTER, levelsOf, type TileSamples } from './raster.ts';

const images = fc
  .record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 40 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      mean: fc.uint16Array({ minLength: rows * columns, maxLength: rows * columns }),
    }),
  );

/** The samples of full size that one sample of level `level` stands for. */
function block(image: Level, level: number, row: number, column: number): number[] {
  const side = 2 ** level;
  const found: number[] = [];
  for (let y = row * side; y < Math.min((row + 1) * side, image.rows); y++) {
    for (let x = column * side; x < Math.min((column + 1) * side, image.columns); x++) {
      found.push(image.mean[y * image.columns + x] as number);
    }
  }
  return found;
}

function eachOf(level: Level, visit: (row: number, column: number, at: number) => void): void {
  for (let at = 0; at < level.rows * level.columns; at++) visit(Math.floor(at / level.columns), at % level.columns, at);
}

describe('a level of the pyramid', () => {
  it('holds the mean of four samples, a half rounded up, and the densest of them', () => {
    const from = { rows: 2, columns: 2, mean: Uint16Array.of(10, 20, 30, 41) };
    expect(halve(from, 'low')).toEqual({
      rows: 1,
      columns: 1,
      mean: Uint16Array.of(25),
      densest: Uint16Array.of(10),
    });
    expect(halve(from, 'high').densest).toEqual(Uint16Array.of(41));
  });

  it('never loses the densest sample, at any level', () => {
    fc.assert(
      fc.property(images, fc.constantFrom('low', 'high'), (image, dense) => {
        let level: Level = image;
        for (let depth = 1; depth <= 4; depth++) {
          level = halve(level, dense);
          eachOf(level, (row, column, at) => {
            const extreme = dense === 'low' ? Math.min : Math.max;
            expect(level.densest?.[at]).toBe(extreme(...block(image, depth, row, column)));
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays within one of the true mean where blocks are whole', () => {
    fc.assert(
      fc.property(fc.uint16Array({ minLength: 256, maxLength: 256 }), (mean) => {
        let level: Level = { rows: 16, columns: 16, mean };
        for (let depth = 1; depth <= 4; depth++) {
          level = halve(level, 'low');
          eachOf(level, (row, column, at) => {
            const values = block({ rows: 16, columns: 16, mean }, depth, row, column);
            const truth = values.reduce((sum, value) => sum + value, 0) / values.length;
            // Each level rounds by at most a half, and what went before is halved no further than to itself.
            expect(Math.abs((level.mean[at] as number) - truth)).toBeLessThanOrEqual(0.5 * depth);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a dense wire one sample wide that the mean has all but lost', () => {
    const side = 256;
    const mean = new Uint16Array(side * side).fill(60_000);
    for (let row = 0; row < side; row++) mean[row * side + 101] = 3_000;
    let level: Level = { rows: side, columns: side, mean };
    for (let depth = 0; depth < 5; depth++) level = halve(level, 'low');
    expect(level.mean[3]).toBeGreaterThan(58_000);
    expect(level.densest?.[3]).toBe(3_000);
    expect(level.densest?.[2]).toBe(60_000);
  });

  it('says of a mean that stands for an absent sample that it is absent', () => {
    const absent = new Uint8Array(25);
    absent[24] = 1;
    const level = halve({ rows: 5, columns: 5, mean: new Uint16Array(25), absent }, 'low');
    expect(level.absent).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1));
  });
});

describe('a tile', () => {
  it('holds its part of the level, and around it what lies there or the repeated edge', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 2, max: 16 }), (image, tileSize) => {
        for (let row = 0; row * tileSize < image.rows; row++) {
          for (let column = 0; column * tileSize < image.columns; column++) {
            const tile = cutTile(image, { level: 0, row, column }, tileSize) as TileSamples;
            for (let at = 0; at < tile.mean.length; at++) {
              const y = row * tileSize - GUTTER + Math.floor(at / tile.columns);
              const x = column * tileSize - GUTTER + (at % tile.columns);
              const inY = Math.min(image.rows - 1, Math.max(0, y));
              const inX = Math.min(image.columns - 1, Math.max(0, x));
              expect(tile.mean[at]).toBe(image.mean[inY * image.columns + inX]);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('outside the image does not exist', () => {
    const raster = memoryRaster(new Uint16Array(100), 10, 10, { tileSize: 4 });
    for (const place of [
      { level: 0, row: 3, column: 0 },
      { level: 0, row: -1, column: 0 },
      { level: 9, row: 0, column: 0 },
    ]) {
      expect(() => raster.tile(place)).toThrow(/no tile/);
    }
  });
});

test.each([
  [1, 1, 512, 1],
  [512, 512, 512, 1],
  [1500, 8000, 512, 5],
  [20_000, 1_500, 512, 7],
])('an image of %i x %i in tiles of %i has %i levels', (rows, columns, tileSize, levels) => {
  expect(levelsOf({ rows, columns, tileSize })).toBe(levels);
  expect(alongAt(Math.max(rows, columns), levels - 1)).toBeLessThanOrEqual(tileSize);
});

describe('samples of any type', () => {
  test.each([
    ['8 bits', Uint8Array.of(0, 255, 7, 9), 'uint8'],
    ['signed 8 bits', Int8Array.of(-128, 127, 0, -1), 'int8'],
    ['16 bits', Uint16Array.of(0, 65_535, 40_000, 40_001), 'uint16'],
    ['signed 16 bits', Int16Array.of(-32_768, 32_767, 0, -1), 'int16'],
    ['32 bits within 65,536 of each other', Uint32Array.of(4_000_000_000, 4_000_065_535, 4_000_000_001, 4e9), 'uint32'],
    ['signed 32 bits', Int32Array.of(-70_000, -70_001, -70_002, -10_000), 'int32'],
    ['64 bits', BigUint64Array.of(5n, 65_540n, 6n, 7n), 'uint64'],
    ['floats that are whole', Float32Array.of(0, 65_535, 1, 2), 'float32'],
  ] as const)('%s keep their values', (_, samples, type) => {
    const raster = memoryRaster(samples, 2, 2);
    expect(raster.sampleType).toBe(type);
    expect(raster.scale.exact).toBe(true);
    const tile = raster.tile({ level: 0, row: 0, column: 0 }) as TileSamples;
    for (let at = 0; at < 4; at++) {
      const stored = tile.mean[(GUTTER + (at >> 1)) * tile.columns + GUTTER + (at & 1)] as number;
      expect(raster.scale.slope * stored + raster.scale.intercept).toBe(Number(samples[at]));
      expect(raster.sampleAt(at >> 1, at & 1)).toBe(samples[at]);
    }
  });

  it('wider ones are spread over 16 bits, rounded by half a step at most, and said not to be exact', () => {
    const samples = fc.float64Array({ minLength: 6, maxLength: 6, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(samples, (six) => {
        const raster = memoryRaster(six, 2, 3);
        const tile = raster.tile({ level: 0, row: 0, column: 0 }) as TileSamples;
        const { slope, intercept } = raster.scale;
        six.forEach((sample, at) => {
          const stored = tile.mean[(GUTTER + Math.floor(at / 3)) * tile.columns + GUTTER + (at % 3)] as number;
          expect(Math.abs(stored - (sample / slope - intercept / slope))).toBeLessThanOrEqual(0.5 + 1e-9);
          expect(raster.sampleAt(Math.floor(at / 3), at % 3)).toBe(sample);
        });
      }),
    );
    expect(memoryRaster(Float64Array.of(0, 0.5), 1, 2).scale.exact).toBe(false);
    expect(memoryRaster(BigUint64Array.of(0n, 2n ** 63n), 1, 2).scale.exact).toBe(false);
  });

  it('that are no numbers, or missing at the end, are absent', () => {
    const gaps = memoryRaster(Float32Array.of(1, Number.NaN, 3, Number.POSITIVE_INFINITY), 2, 2);
    expect((gaps.tile({ level: 0, row: 0, column: 0 }) as TileSamples).absent?.[2 * 6 + 3]).toBe(1);
    expect(gaps.sampleAt(0, 1)).toBeUndefined();
    const short = memoryRaster(Uint16Array.of(1, 2, 3), 2, 2);
    expect(short.sampleAt(1, 1)).toBeUndefined();
    expect(short.sampleAt(1, 0)).toBe(3);
    expect(short.sampleAt(0, 2)).toBeUndefined();
  });
});

test.each([
  [0, 10, 'IMAGE_INVALID'],
  [1.5, 10, 'IMAGE_INVALID'],
  [2 ** 21, 1, 'IMAGE_TOO_LARGE'],
  [2 ** 15, 2 ** 14, 'IMAGE_TOO_LARGE'],
])('an image of %d x %d is refused before anything is allocated', (rows, columns, code) => {
  expect(() => memoryRaster(new Uint16Array(0), rows, columns)).toThrow(expect.objectContaining({ code }));
});
