import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atLeast, atMost } from './binomial-tail.ts';
import { exactBounds } from './detection-bounds.ts';

const confidences = fc.double({ min: 0.001, max: 0.999999, noNaN: true });
const counts = fc
  .integer({ min: 1, max: 2000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

// SciPy, scipy/stats/tests/test_morestats.py (BSD-3-Clause); its numbers come from R 3.6.2, binom.test.
describe('Clopper-Pearson bounds as SciPy’s test_morestats.py prints them', () => {
  test('20 of 100 at 95 %, to 1e-13', () => {
    const two = exactBounds(20, 100, 0.95);
    expect(Math.abs(two.lower - 0.1266555521019559)).toBeLessThan(1e-13);
    expect(Math.abs(two.upper - 0.2918426890886281)).toBeLessThan(1e-13);
    const lower = exactBounds(20, 100, 0.95, 'lower');
    expect(Math.abs(lower.lower - 0.1366613252458672)).toBeLessThan(1e-13);
    expect(lower.upper).toBe(1);
    const upper = exactBounds(20, 100, 0.95, 'upper');
    expect(Math.abs(upper.upper - 0.2772002496709138)).toBeLessThan(1e-12);
    expect(upper.lower).toBe(0);
  });

  test('3 of 50 at 99 %, none and all of 10 at 95 %', () => {
    expect(exactBounds(3, 50, 0.99).lower).toBeCloseTo(0.006872485, 9);
    expect(exactBounds(3, 50, 0.99).upper).toBeCloseTo(0.202706269, 9);
    expect(exactBounds(0, 10, 0.95, 'upper').upper).toBeCloseTo(0.2588656, 7);
    expect(exactBounds(0, 10, 0.95)).toEqual({ lower: 0, upper: expect.closeTo(0.3084971, 7) });
    expect(exactBounds(10, 10, 0.95, 'lower').lower).toBeCloseTo(0.7411344, 7);
    expect(exactBounds(10, 10, 0.95)).toEqual({ lower: expect.closeTo(0.6915029, 7), upper: 1 });
  });
});

// T. Burr and A. Gavron, Modern Instrumentation 1 (2012), doi 10.4236/mi.2012.13004: 15 alarms of 20 show a probability of 0.5.
test('the rule of 15 alarms of 20 for radiation portals: 15 show Pd >= 0.5 at 95 %, 14 do not', () => {
  expect(atLeast(15, 20, 0.5)).toBeCloseTo(0.0207, 4);
  expect(atLeast(14, 20, 0.5)).toBeCloseTo(0.0577, 4);
  expect(exactBounds(15, 20, 0.95, 'lower').lower).toBeCloseTo(0.5444, 4);
  expect(exactBounds(14, 20, 0.95, 'lower').lower).toBeCloseTo(0.4922, 4);
});

test('59 hits of 59 show Pd >= 0.95 at 95 %, 20 of 20 do not', () => {
  expect(exactBounds(59, 59, 0.95, 'lower').lower).toBeGreaterThanOrEqual(0.95);
  expect(exactBounds(58, 58, 0.95, 'lower').lower).toBeLessThan(0.95);
  expect(exactBounds(20, 20, 0.95, 'lower').lower).toBeLessThan(0.95);
});

// Solved with mpmath 1.3.0 at 60 digits from the sum that defines each bound; the lower bound of 3 of 1e9 by SciPy 1.17.1.
describe('bounds where digits are easily lost', () => {
  test.each([
    [1, 2, 0.3, 'two', 0.19377422517014503, 0.806225774829855],
    [7, 9, 0.999999, 'lower', 0.08513891428045151, 1],
    [1, 5, 1e-6, 'lower', 0.9369042655519807, 1],
    [1, 5, 1e-6, 'upper', 0, 0.0003163278213937243],
    [3, 1e9, 0.95, 'two', 6.18672123322896e-10, 8.767273044460696e-9],
  ] as const)('%i of %d at %d, %s', (events, trials, confidence, sides, lower, upper) => {
    const bounds = exactBounds(events, trials, confidence, sides);
    expect(Math.abs(bounds.lower - lower)).toBeLessThanOrEqual(1e-13 * lower);
    expect(Math.abs(bounds.upper - upper)).toBeLessThanOrEqual(1e-13 * upper);
  });

  test('a thousand million trials are no trouble', () => {
    const { lower, upper } = exactBounds(5e8, 1e9, 0.95);
    // ±1.96 standard deviations, which the exact bounds of so many trials come down to.
    expect(lower).toBeCloseTo(0.5 - 1.959963985 * Math.sqrt(0.25 / 1e9), 9);
    expect(upper).toBeCloseTo(0.5 + 1.959963985 * Math.sqrt(0.25 / 1e9), 9);
  });
});

describe('the laws of exact bounds', () => {
  test('the rate that was seen lies between them, and neither leaves 0 to 1', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0.5, max: 0.999999, noNaN: true }), ([events, trials], confidence) => {
        const { lower, upper } = exactBounds(events, trials, confidence);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(events / trials);
        expect(upper).toBeGreaterThanOrEqual(events / trials);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('one hit more lifts both, one trial more lowers both, more confidence widens', () => {
    fc.assert(
      fc.property(counts, confidences, ([events, trials], confidence) => {
        const here = exactBounds(events, trials, confidence);
        const longer = exactBounds(events, trials + 1, confidence);
        expect(longer.lower).toBeLessThanOrEqual(here.lower);
        expect(longer.upper).toBeLessThanOrEqual(here.upper);
        const surer = exactBounds(events, trials, (1 + confidence) / 2);
        expect(surer.lower).toBeLessThanOrEqual(here.lower);
        expect(surer.upper).toBeGreaterThanOrEqual(here.upper);
        if (events === trials) return;
        const more = exactBounds(events + 1, trials, confidence);
        expect(more.lower).toBeGreaterThan(here.lower);
        expect(more.upper).toBeGreaterThan(here.upper);
      }),
    );
  });

  test('hits and misses mirror each other', () => {
    fc.assert(
      fc.property(counts, confidences, ([events, trials], confidence) => {
        const [hits, misses] = [
          exactBounds(events, trials, confidence),
          exactBounds(trials - events, trials, confidence),
        ];
        expect(hits.lower).toBeCloseTo(1 - misses.upper, 12);
        expect(hits.upper).toBeCloseTo(1 - misses.lower, 12);
      }),
    );
  });

  test('each bound puts exactly its risk beyond what was seen, to the last digit that a number near 1 has', () => {
    const LAST_DIGIT = 2 ** -52;
    const within = (tail: (rate: number) => number, bound: number, risk: number) => {
      const [one, other] = [tail(Math.max(0, bound - LAST_DIGIT)), tail(Math.min(1, bound + LAST_DIGIT))];
      expect(Math.min(one, other) / risk).toBeLessThan(1 + 1e-9);
      expect(Math.max(one, other) / risk).toBeGreaterThan(1 - 1e-9);
    };
    fc.assert(
      fc.property(counts, confidences, ([events, trials], confidence) => {
        const { lower } = exactBounds(events, trials, confidence, 'lower');
        if (events > 0) within((rate) => atLeast(events, trials, rate), lower, 1 - confidence);
        const { upper } = exactBounds(events, trials, confidence, 'upper');
        if (events < trials) within((rate) => atMost(events, trials, rate), upper, 1 - confidence);
      }),
      { examples: [[[1344, 1345], 0.9999797756373489]] },
    );
  });

  test.each(['two', 'lower', 'upper'] as const)(
    'they hold the true rate at least as often as they say (%s)',
    (sides) => {
      const rates = fc.double({ min: 0.001, max: 0.999, noNaN: true });
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 60 }), rates, confidences, (trials, rate, confidence) => {
          let coverage = 0;
          for (const [events, probability] of binomialRow(trials, rate).entries()) {
            const { lower, upper } = exactBounds(events, trials, confidence, sides);
            if (lower <= rate && rate <= upper) coverage += probability;
          }
          expect(coverage).toBeGreaterThanOrEqual(confidence - 1e-12);
        }),
      );
    },
  );
});

/** P(X = 0), P(X = 1), … by plain multiplication: nothing of the code under test. */
function binomialRow(trials: number, rate: number): number[] {
  let row = [1];
  for (let n = 0; n < trials; n++)
    row = [...row, 0].map((stay, events) => stay * (1 - rate) + (row[events - 1] ?? 0) * rate);
  return row;
}

describe('what cannot be', () => {
  test.each([
    [11, 10],
    [-1, 10],
    [0.5, 10],
    [1, 10.5],
    [0, 0],
    [1, 1e9 + 1],
    [Number.NaN, 10],
  ])('%d of %d trials is refused', (events, trials) => {
    expect(() => exactBounds(events, trials, 0.95)).toThrow(expect.objectContaining({ code: 'TRIALS_INVALID' }));
  });

  test.each([0, 1, -0.5, 95, Number.NaN])('a confidence of %d is refused', (confidence) => {
    expect(() => exactBounds(1, 2, confidence)).toThrow(expect.objectContaining({ code: 'CONFIDENCE_INVALID' }));
  });
});
