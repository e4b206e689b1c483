import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMost } from './binomial-tail.ts';
import { exactBounds } from './detection-bounds.ts';
import { passProbability, trialsForMisses, twoRiskPlan } from './test-plan.ts';

describe('trials that show a Pd at 95 % with 0, 1, 2, 3 misses', () => {
  test.each([
    [0.9, [29, 46, 61, 76]],
    [0.95, [59, 93, 124, 153]],
    [0.99, [299, 473, 628, 773]],
  ])('Pd %d', (pd, trials) => {
    expect([0, 1, 2, 3].map((misses) => trialsForMisses(pd, 0.95, misses))).toEqual(trials);
  });

  test('without a miss it is ⌈ln(1-C)/ln(Pd)⌉, and not one more for a rounding', () => {
    expect(trialsForMisses(0.5, 0.75, 0)).toBe(2);
    // 0.9² = 0.81, which floating point writes in two ways.
    expect(trialsForMisses(0.9, 0.19, 0)).toBe(2);
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999 }), fc.integer({ min: 100, max: 999 }), (pd, confidence) => {
        const exact = Math.log(1 - confidence / 1000) / Math.log(pd / 1000);
        expect(Math.abs(trialsForMisses(pd / 1000, confidence / 1000, 0) - exact)).toBeLessThan(1 + 1e-9);
        expect(trialsForMisses(pd / 1000, confidence / 1000, 0)).toBeGreaterThanOrEqual(exact - 1e-9);
      }),
    );
  });

  test('so many show it and one fewer does not: the plan and the bound are the same statement', () => {
    const pds = fc.double({ min: 0.2, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(pds, fc.integer({ min: 0, max: 8 }), (pd, misses) => {
        const trials = trialsForMisses(pd, 0.9, misses);
        expect(exactBounds(trials - misses, trials, 0.9, 'lower').lower).toBeGreaterThanOrEqual(pd - 1e-9);
        if (trials - 1 > misses)
          expect(exactBounds(trials - 1 - misses, trials - 1, 0.9, 'lower').lower).toBeLessThan(pd + 1e-9);
      }),
    );
  });
});

// A. Kiermeier, AcceptanceSampling for R (GPL-3): the printed results of acceptance_sampling_manual.Rnw, find.plan with
// PRP = (0.05, 0.95) and CRP = (0.15, 0.075).
describe('the two-risk plan of the AcceptanceSampling manual', () => {
  const risks = { goodPd: 0.95, producerRisk: 0.05, badPd: 0.85, consumerRisk: 0.075 };

  test('is n = 80, c = 7, which accepts with .9534 and .0727', () => {
    const plan = twoRiskPlan(risks);
    expect(plan).toMatchObject({ trials: 80, allowedMisses: 7 });
    expect(plan.goodPasses).toBeCloseTo(0.9534, 4);
    expect(plan.badPasses).toBeCloseTo(0.0727, 4);
  });

  test('where n = 20, c = 0 accepts with .358 and .039', () => {
    const rule = { trials: 20, allowedMisses: 0 };
    expect(passProbability(rule, 0.95)).toBeCloseTo(0.358, 3);
    expect(passProbability(rule, 0.85)).toBeCloseTo(0.039, 3);
  });
});

test('59 of 59 fails a device of Pd .95 in 95 % of tests, and one of Pd .99 in 45 %', () => {
  const rule = { trials: 59, allowedMisses: 0 };
  expect(1 - passProbability(rule, 0.95)).toBeCloseTo(0.95, 2);
  expect(1 - passProbability(rule, 0.99)).toBeCloseTo(0.45, 2);
});

describe('every two-risk plan', () => {
  test('keeps both risks, and no smaller test does', () => {
    const risk = fc.double({ min: 0.01, max: 0.3, noNaN: true });
    const pds = fc.tuple(
      fc.double({ min: 0.5, max: 0.85, noNaN: true }),
      fc.double({ min: 0.08, max: 0.14, noNaN: true }),
    );
    fc.assert(
      fc.property(pds, risk, risk, ([badPd, better], producerRisk, consumerRisk) => {
        const goodPd = badPd + better;
        const plan = twoRiskPlan({ goodPd, producerRisk, badPd, consumerRisk });
        expect(plan.goodPasses).toBeGreaterThanOrEqual(1 - producerRisk - 1e-9);
        expect(plan.badPasses).toBeLessThanOrEqual(consumerRisk + 1e-9);
        for (let trials = 1; trials < plan.trials; trials++) {
          // The most misses that still hold the agency's risk; if that refuses too many good devices, no rule of this size serves.
          let misses = -1;
          while (misses < trials && atMost(misses + 1, trials, 1 - badPd) <= consumerRisk) misses++;
          expect(atMost(misses, trials, 1 - goodPd)).toBeLessThan(1 - producerRisk + 1e-9);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a better device passes more often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 20 }), (trials, allowedMisses) => {
        const curve = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99].map((pd) => passProbability({ trials, allowedMisses }, pd));
        expect(curve).toEqual(curve.toSorted((one, other) => one - other));
      }),
    );
  });
});

describe('what no test can do', () => {
  const risks = { goodPd: 0.95, producerRisk: 0.05, badPd: 0.85, consumerRisk: 0.05 };
  test.each([
    ['a good device no better than a bad one', { ...risks, badPd: 0.95 }, 'TEST_PLAN_IMPOSSIBLE'],
    ['devices that 100 000 trials cannot tell apart', { ...risks, badPd: 0.9499 }, 'TEST_PLAN_IMPOSSIBLE'],
    ['a Pd of 1', { ...risks, goodPd: 1 }, 'PROBABILITY_INVALID'],
    ['a risk of nothing', { ...risks, consumerRisk: 0 }, 'PROBABILITY_INVALID'],
  ])('%s', (_, asked, code) => {
    expect(() => twoRiskPlan(asked)).toThrow(expect.objectContaining({ code }));
  });

  test('a Pd that needs more than a thousand million trials', () => {
    expect(() => trialsForMisses(1 - 1e-10, 0.95, 0)).toThrow(
      expect.objectContaining({ code: 'TEST_PLAN_IMPOSSIBLE' }),
    );
    expect(() => trialsForMisses(0.9, 0.95, -1)).toThrow(expect.objectContaining({ code: 'TEST_PLAN_IMPOSSIBLE' }));
  });
});
