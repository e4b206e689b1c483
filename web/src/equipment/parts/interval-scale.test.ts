import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeOn, scaleOfMeasure, scaleOfShares, ticksOf } from './interval-scale.ts';

const row = (value: number | null, bound: number | null, atLeast: number | null, atMost: number | null = null) => ({
  value,
  bound,
  atLeast,
  atMost,
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('scales of bounds', () => {
  test('shares that should be large end at 1, those that should be small begin at 0', () => {
    expect(scaleOfShares([row(59 / 59, 0.9505, 0.95)], 'large')).toEqual({ low: 0.85, high: 1 });
    expect(scaleOfShares([row(0.02, 0.041, null, 0.1)], 'small')).toEqual({ low: 0, high: 0.15 });
  });

  test('everything that is drawn lies on the scale', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 9 }), (rows) => {
        for (const wanted of ['large', 'small'] as const) {
          const { low, high } = scaleOfShares(
            rows.map(([value, bound, asked]) => row(value, bound, asked)),
            wanted,
          );
          for (const value of rows.flat()) {
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high);
          }
        }
      }),
    );
  });

  test('a measure has room on both sides, and a positive one none below nothing', () => {
    expect(scaleOfMeasure(row(22, null, 20))).toEqual({ low: 18.8, high: 23.2 });
    expect(scaleOfMeasure(row(3, null, null, 4)).low).toBeGreaterThanOrEqual(0);
    expect(scaleOfMeasure(row(null, null, null))).toEqual({ low: 0, high: 1 });
    expect(scaleOfMeasure(row(0, null, null))).toEqual({ low: 0, high: 0.6 });
  });

  test('places run from 0 to 100 and stop there', () => {
    const scale = { low: 0.8, high: 1 };
    expect([0.7, 0.8, 0.9, 1, 2].map((value) => Math.round(placeOn(scale, value)))).toEqual([0, 0, 50, 100, 100]);
  });

  test('ticks are round, few, and on the scale', () => {
    expect(ticksOf({ low: 0.8, high: 1 })).toEqual([0.8, 0.85, 0.9, 0.95, 1]);
    expect(ticksOf({ low: 0, high: 0.15 })).toEqual([0, 0.05, 0.1, 0.15]);
    expect(ticksOf({ low: 0, high: 1 })).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});
