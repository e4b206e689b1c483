import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alphaDeviation, channelGains, type Detector, digitize } from './detector-signal.ts';
import { Random } from './random.ts';

const quiet: Detector = { airPhotons: 40_000, electronicNoise: 0, doseSpread: 0, airValue: 60_000 };
const flat = (rows: number, columns: number, transmission: number) =>
  new Float32Array(rows * columns).fill(transmission);
const even = (rows: number) => new Float64Array(rows).fill(1);

function moments(values: ArrayLike<number>): { mean: number; deviation: number } {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return { mean, deviation: Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1)) };
}

describe('random numbers', () => {
  test('are the same for the same seed, and others for another seed or stream', () => {
    const draw = (seed: number, stream?: number) => {
      const random = new Random(seed, stream);
      return Array.from({ length: 8 }, () => random.uint32());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7)).not.toEqual(draw(7, 1));
    expect(draw(7)).not.toEqual(draw(7 + 2 ** 32));
  });

  test('fill [0, 1) evenly', () => {
    const random = new Random(1);
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 64_000; i++) {
      const bin = Math.floor(random.fraction() * 16);
      counts[bin] = (counts[bin] as number) + 1;
    }
    // Chi-squared with 15 degrees of freedom exceeds 37.7 once in a thousand.
    expect(counts.reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0)).toBeLessThan(37.7);
  });

  test.each([0.5, 4, 29, 31, 900])('with a Poisson mean of %d have that mean and that variance', (mean) => {
    const random = new Random(2);
    const found = moments(Array.from({ length: 20_000 }, () => random.poisson(mean)));
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(mean / 20_000));
    expect(Math.abs(found.deviation ** 2 / mean - 1)).toBeLessThan(0.08);
  });
});

describe('the 16-bit image', () => {
  test.each([1, 0.3, 0.02, 0.002])('at transmission %d scatters as sd(alpha) says', (transmission) => {
    const detector = { ...quiet, electronicNoise: 5 };
    const pixels = digitize(flat(200, 100, transmission), 200, detector, even(200), new Random(3));
    const alphas = Array.from(pixels, (value) => -Math.log(value / detector.airValue));
    // The sampling error of a deviation over 20,000 pixels is 0.5 %; the logarithm's own curvature adds at few photons.
    const tolerance = transmission < 0.01 ? 0.08 : 0.03;
    expect(Math.abs(moments(alphas).deviation / alphaDeviation(detector, transmission) - 1)).toBeLessThan(tolerance);
  });

  test('has its air at the air value', () => {
    const { mean } = moments(digitize(flat(64, 64, 1), 64, quiet, even(64), new Random(4)));
    expect(Math.abs(mean / quiet.airValue - 1)).toBeLessThan(1e-3);
  });

  test('varies from column to column with the dose, from row to row with the gains', () => {
    const rows = 300;
    const detector = { ...quiet, airPhotons: 4e8, doseSpread: 0.01 };
    const gains = channelGains(rows, 0.005, new Random(5));
    const pixels = digitize(flat(rows, 400, 0.5), rows, detector, gains, new Random(6));
    const inRow = moments(pixels.subarray(0, 400));
    expect(inRow.deviation / inRow.mean).toBeCloseTo(0.01, 2.8);
    const inColumn = moments(Array.from({ length: rows }, (_, row) => pixels[row * 400] as number));
    expect(inColumn.deviation / inColumn.mean).toBeCloseTo(0.005, 2.8);
  });

  test('stays within 16 bits whatever the gain and the noise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (transmission, gain) => {
          const noisy = { ...quiet, airPhotons: 50, electronicNoise: 60 };
          const pixels = digitize(flat(2, 3, transmission), 2, noisy, even(2).fill(gain), new Random(7));
          for (const value of pixels) expect(value).toBeLessThanOrEqual(65_535);
        },
      ),
    );
  });
});
