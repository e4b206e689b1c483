import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageTrials,
  decisionNumbers,
  sequentialLines,
  sequentialTest,
  walkSequentialTest,
} from './sequential-test.ts';

const risks = { alpha: 0.05, beta: 0.1 };

// A. J. Duncan, Quality Control and Industrial Statistics, appendix II, table R (alpha = .05, beta = .10): p1, p2, h2, h1, s with the
// digits printed there, then the average sample number at p1, s and p2.
const TABLE_R = [
  ['.005', '.01', '4.1398', '3.2245', '.007216', 1289, 1863, 1222],
  ['.005', '.02', '2.0624', '1.6064', '.01084', 244, 309, 185],
  ['.005', '.03', '1.5906', '1.2389', '.01400', 122, 143, 82],
  ['.005', '.04', '1.3664', '1.0643', '.01693', 79, 87, 49],
  ['.005', '.05', '1.2305', '.9585', '.01970', 58, 61, 33],
  ['.005', '.06', '1.1371', '.8857', '.02237', 45, 46, 25],
  ['.01', '.03', '2.5829', '2.0118', '.01824', 216, 290, 181],
  ['.01', '.04', '2.0397', '1.5887', '.02172', 120, 153, 92],
  ['.01', '.05', '1.7510', '1.3639', '.02499', 81, 98, 58],
  ['.01', '.06', '1.5678', '1.2211', '.02811', 60, 70, 40],
  ['.01', '.07', '1.4391', '1.1209', '.03113', 47, 53, 30],
  ['.01', '.08', '1.3426', '1.0458', '.03406', 38, 43, 24],
  ['.015', '.03', '4.0796', '3.1776', '.02166', 423, 612, 402],
  ['.02', '.03', '6.9527', '5.4154', '.02467', 1027, 1565, 1073],
  ['.02', '.04', '4.0495', '3.1541', '.02889', 314, 455, 300],
  ['.02', '.05', '3.0509', '2.3763', '.03282', 164, 228, 146],
  ['.02', '.10', '1.7056', '1.3285', '.05025', 39, 47, 28],
] as const;

describe('Wald’s test as Duncan’s table R prints it', () => {
  test.each(TABLE_R)('p1 = %s, p2 = %s', (p1, p2, h2, h1, slope, atP1, atSlope, atP2) => {
    const asked = { p1: Number(p1), p2: Number(p2), ...risks };
    const lines = sequentialTest(asked);
    for (const [got, printed] of [
      [lines.h1, h1],
      [lines.h2, h2],
      [lines.slope, slope],
    ] as const)
      expect(got).toBeCloseTo(Number(printed), printed.split('.')[1]?.length);
    const average = averageTrials(asked);
    expect([average.atP1, average.atSlope, average.atP2].map((trials) => Math.round(trials))).toEqual([
      atP1,
      atSlope,
      atP2,
    ]);
  });
});

// NIST/SEMATECH e-Handbook of Statistical Methods, section 6.2.6, "What is a Sequential Sampling Plan?"
describe('the example of the NIST/SEMATECH handbook, p1 = .01, p2 = .10', () => {
  const lines = sequentialTest({ p1: 0.01, p2: 0.1, ...risks });

  test('has the lines -0.939 + 0.0397 n and 1.205 + 0.0397 n', () => {
    expect(-lines.h1).toBeCloseTo(-0.939, 3);
    expect(lines.h2).toBeCloseTo(1.205, 3);
    expect(lines.slope).toBeCloseTo(0.0397, 4);
    expect(sequentialLines(lines, 100)).toEqual({
      accept: { from: -lines.h1, to: expect.closeTo(3.036, 3) },
      reject: { from: lines.h2, to: expect.closeTo(5.18, 2) },
    });
  });

  // The same table as the package reliability (documentation, "Sequential sampling chart") prints for this example.
  test.each([
    [1, null, null],
    [2, null, 2],
    [19, null, 2],
    [20, null, 3],
    [23, null, 3],
    [24, 0, 3],
    [71, 1, 5],
    [73, 1, 5],
    [74, 2, 5],
    [95, 2, 5],
    [96, 2, 6],
    [99, 2, 6],
    [100, 3, 6],
  ])('after %i trials it accepts with %s and rejects with %s', (trials, accept, reject) => {
    expect(decisionNumbers(lines, trials)).toEqual({ accept, reject });
  });

  test('is over where a line is reached, and not before', () => {
    const quiet = (trials: number) => Array.from({ length: trials }, () => false);
    expect(walkSequentialTest(lines, quiet(23))).toEqual({ state: 'continue', trials: 23, events: 0 });
    expect(walkSequentialTest(lines, quiet(90))).toEqual({ state: 'accept', trials: 24, events: 0 });
    expect(walkSequentialTest(lines, [true, true])).toEqual({ state: 'reject', trials: 2, events: 2 });
    // The outcomes of that documentation: events at 14, 32 and 38; the third is one too many.
    const shown = Array.from({ length: 38 }, (_, at) => [14, 32, 38].includes(at + 1));
    expect(walkSequentialTest(lines, shown)).toEqual({ state: 'reject', trials: 38, events: 3 });
    expect(walkSequentialTest(lines, [])).toEqual({ state: 'continue', trials: 0, events: 0 });
  });
});

test('both risks together stay within alpha + beta, by exact reckoning of every path', () => {
  // Wald: the true risks α', β' satisfy α' + β' <= α + β.
  const asked = { p1: 0.05, p2: 0.2, ...risks };
  const wrong = (rate: number, outcome: 'accept' | 'reject') => {
    const lines = sequentialTest(asked);
    let [row, wrongly] = [[1], 0];
    for (let trials = 1; trials <= 600; trials++) {
      const { accept, reject } = decisionNumbers(lines, trials);
      row = [...row, 0].map((stay, events) => stay * (1 - rate) + (row[events - 1] ?? 0) * rate);
      for (const [events, probability] of row.entries()) {
        const [accepted, rejected] = [accept !== null && events <= accept, reject !== null && events >= reject];
        if (outcome === 'accept' ? accepted : rejected) wrongly += probability;
        if (accepted || rejected) row[events] = 0;
      }
    }
    return wrongly;
  };
  const [maker, agency] = [wrong(0.05, 'reject'), wrong(0.2, 'accept')];
  expect(maker + agency).toBeLessThanOrEqual(0.15);
  expect(maker).toBeGreaterThan(0.01);
  expect(agency).toBeGreaterThan(0.03);
});

test('accepting and rejecting never meet, and swapping what is good mirrors the lines', () => {
  const rate = fc.double({ min: 0.001, max: 0.45, noNaN: true });
  const risk = fc.double({ min: 0.001, max: 0.49, noNaN: true });
  fc.assert(
    fc.property(rate, rate, risk, risk, fc.integer({ min: 0, max: 5000 }), (p1, more, alpha, beta, trials) => {
      const lines = sequentialTest({ p1, p2: p1 + more, alpha, beta });
      expect(lines.slope).toBeGreaterThan(p1);
      expect(lines.slope).toBeLessThan(p1 + more);
      const { accept, reject } = decisionNumbers(lines, trials);
      if (accept !== null && reject !== null) expect(accept).toBeLessThan(reject);
      const mirrored = sequentialTest({ p1: 1 - p1 - more, p2: 1 - p1, alpha: beta, beta: alpha });
      expect(mirrored.h1).toBeCloseTo(lines.h2, 6);
      expect(mirrored.slope).toBeCloseTo(1 - lines.slope, 9);
    }),
  );
});

test.each([
  [{ p1: 0.1, p2: 0.1, ...risks }, 'TEST_PLAN_IMPOSSIBLE'],
  [{ p1: 0.1, p2: 0.2, alpha: 0.5, beta: 0.5 }, 'TEST_PLAN_IMPOSSIBLE'],
  [{ p1: 0, p2: 0.2, ...risks }, 'PROBABILITY_INVALID'],
  [{ p1: 0.1, p2: Number.NaN, ...risks }, 'PROBABILITY_INVALID'],
])('%o is refused as %s', (asked, code) => {
  expect(() => sequentialTest(asked)).toThrow(expect.objectContaining({ code }));
});
