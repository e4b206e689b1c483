import { toStored } from '@garita/web/viewer/off-screen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateAir, estimateWater } from './estimate-levels.ts';

const [ROWS, COLUMNS] = [60, 200];

/** A load in front of a beam of `air`, with noise of a share of it, and air over and beside it. */
function radiograph(air: number, noise: number, seed: number): Uint16Array {
  let state = seed | 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Uint16Array.from({ length: ROWS * COLUMNS }, (_, at) => {
    const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
    const inside = row > 12 && column > 20 && column < 185;
    const through = inside ? Math.exp(-0.3 - 3 * Math.abs(Math.sin(column / 17) * Math.cos(row / 9))) : 1;
    const spread = (random() + random() + random() - 1.5) * 2 * noise;
    return Math.min(65_535, Math.max(0, Math.round(air * (through + spread))));
  });
}

describe('air', () => {
  it('is found within half a percent, at any level of the beam and with photon noise', () => {
    const beams = fc.record({
      air: fc.integer({ min: 500, max: 62_000 }),
      noise: fc.double({ min: 0, max: 0.01, noNaN: true }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(beams, ({ air, noise, seed }) => {
        const found = estimateAir(toStored(radiograph(air, noise, seed), ROWS * COLUMNS), ROWS, COLUMNS);
        expect(Math.abs((found ?? 0) / air - 1)).toBeLessThan(0.005);
      }),
      { numRuns: 50 },
    );
  });

  it('is not a few hot pixels, nor what of the image is missing', () => {
    const samples = radiograph(40_000, 0.004, 5);
    samples.set([65_535, 65_535, 65_535], 4_000);
    expect(estimateAir(toStored(samples, ROWS * COLUMNS), ROWS, COLUMNS)).toBeCloseTo(40_000, -3);
    const cut = toStored(samples.subarray(0, 50 * COLUMNS), ROWS * COLUMNS);
    expect(estimateAir(cut, ROWS, COLUMNS)).toBeCloseTo(40_000, -3);
  });

  it('counts in the samples of the file: signed and floating ones alike', () => {
    const samples = radiograph(30_000, 0.004, 9);
    const signed = toStored(Int16Array.from(samples), samples.length);
    const float = toStored(
      Float32Array.from(samples, (sample) => sample / 60_000),
      samples.length,
    );
    expect(estimateAir(signed, ROWS, COLUMNS)).toBeCloseTo(30_000, -3);
    expect(estimateAir(float, ROWS, COLUMNS)).toBeCloseTo(0.5, 2);
  });

  // No edge of this image shows the beam.
  const covered = radiograph(40_000, 0.004, 3).map((value, at) => {
    const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
    const border = row === 0 || row === ROWS - 1 || column === 0 || column === COLUMNS - 1;
    return border ? 2_000 : value;
  });

  it.each([
    ['where values are spread evenly', Uint16Array.from({ length: ROWS * COLUMNS }, (_, at) => (at * 7_919) % 60_000)],
    ['where the load fills the image', covered],
    ['in darkness', new Uint16Array(ROWS * COLUMNS)],
    ['where there is nothing', new Uint16Array(0)],
  ])('is not known %s', (_, samples) => {
    expect(estimateAir(toStored(samples, ROWS * COLUMNS), ROWS, COLUMNS)).toBeNull();
  });
});

describe('water in a CT that does not say', () => {
  it('is the median of what is not air', () => {
    const samples = Uint16Array.from({ length: 1_000 }, (_, at) =>
      at < 600 ? 0 : at < 950 ? 1_000 + (at % 20) : 4_000,
    );
    expect(estimateWater(toStored(samples, samples.length))).toBeCloseTo(1_010, -1);
  });

  it('is not known where there is nothing but air', () => {
    expect(estimateWater(toStored(new Uint16Array(100), 100))).toBeNull();
  });
});
