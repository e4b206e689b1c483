import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRoc, nonInferiority, rocArea } from './roc.ts';

// SAS/STAT User's Guide, "The LOGISTIC Procedure", example "Comparing Receiver Operating Characteristic Curves": 43 complete cases of
// E. R. DeLong et al., Biometrics 44 (1988) 837. Albumin, total protein, Krebs-Goplerud score; 0 is the event that is foretold.
const CASES = `3.0 5.8 10 0  3.2 6.3 5 1  3.9 6.8 3 1  2.8 4.8 6 0  3.2 5.8 3 1  0.9 4.0 5 0  2.5 5.7 8 0  1.6 5.6 5 1
  3.8 5.7 5 1  3.7 6.7 6 1  3.2 5.4 4 1  3.8 6.6 6 1  4.1 6.6 5 1  3.6 5.7 5 1  4.3 7.0 4 1  3.6 6.7 4 0
  2.3 4.4 6 1  4.2 7.6 4 0  4.0 6.6 6 0  3.5 5.8 6 1  3.8 6.8 7 1  3.0 4.7 8 0  4.5 7.4 5 1  3.7 7.4 5 1
  3.1 6.6 6 1  4.1 8.2 6 1  4.3 7.0 5 1  4.3 6.5 4 1  3.2 5.1 5 1  2.6 4.7 6 1  3.3 6.8 6 0  1.7 4.0 7 0
  3.7 6.1 5 1  3.3 6.3 7 1  4.2 7.7 6 1  3.5 6.2 5 1  2.9 5.7 9 0  2.1 4.8 7 1  2.8 6.2 8 0  4.0 7.0 7 1
  3.3 5.7 6 1  3.7 6.9 5 1  3.6 6.6 5 1`
  .trim()
  .split(/\s{2,}/)
  .map((line) => line.split(' ').map(Number));
const column = (at: number, sign: 1 | -1) => CASES.map((line) => sign * (line[at] as number));
// Low albumin and protein, and a high K-G score, foretell the event.
const [albumin, protein, score] = [column(0, -1), column(1, -1), column(2, 1)];
const truth = CASES.map((line) => line[3] === 0);

describe('ROC areas and DeLong’s comparison as SAS/STAT prints them', () => {
  test.each([
    ['albumin', albumin, [0.7366, 0.0927, 0.5549, 0.9182]],
    ['K-G score', score, [0.7258, 0.1028, 0.5243, 0.9273]],
    ['total protein', protein, [0.6478, 0.1, 0.4518, 0.8439]],
  ] as const)('%s: area, standard error, 95 %% limits', (_, scores, printed) => {
    const { auc, standardError, bounds, threats, clean } = rocArea({ scores, truth });
    expect([threats, clean]).toEqual([12, 31]);
    expect([auc, standardError, bounds?.lower, bounds?.upper].map((value) => Number(value?.toFixed(4)))).toEqual(
      printed,
    );
  });

  test.each([
    ['albumin less K-G score', albumin, [0.0108, 0.0953, -0.1761, 0.1976], 0.0127, 0.9102],
    ['total protein less K-G score', protein, [-0.078, 0.1046, -0.283, 0.1271], 0.5554, 0.4561],
  ] as const)('%s: difference, standard error, 95 %% limits, chi-square, p', (_, scores, printed, chiSquare, p) => {
    const { difference, standardError, bounds, ...rest } = compareRoc(scores, score, truth);
    expect([difference, standardError, bounds?.lower, bounds?.upper].map((value) => Number(value?.toFixed(4)))).toEqual(
      printed,
    );
    expect((rest.z as number) ** 2).toBeCloseTo(chiSquare, 4);
    expect(rest.p).toBeCloseTo(p, 4);
  });
});

/** Both kinds at least twice, and scores with many ties. */
const bags = fc
  .array(
    fc.record({ one: fc.integer({ min: 0, max: 12 }), other: fc.integer({ min: 0, max: 12 }), threat: fc.boolean() }),
    {
      minLength: 4,
      maxLength: 60,
    },
  )
  .filter((some) => some.filter(({ threat }) => threat).length >= 2 && some.filter(({ threat }) => !threat).length >= 2)
  .map((some) => ({
    one: some.map(({ one }) => one),
    other: some.map(({ other }) => other),
    truth: some.map(({ threat }) => threat),
  }));

describe('the laws of ROC areas', () => {
  test('the area is the share of pairs told apart, ties counting half', () => {
    fc.assert(
      fc.property(bags, ({ one: scores, truth }) => {
        let [pairs, won] = [0, 0];
        for (const [i, threat] of scores.entries())
          for (const [j, clean] of scores.entries()) {
            if (!truth[i] || truth[j]) continue;
            pairs++;
            won += threat > clean ? 1 : threat === clean ? 0.5 : 0;
          }
        expect(rocArea({ scores, truth }).auc).toBeCloseTo(won / pairs, 12);
      }),
    );
  });

  test('with the truth swapped it is 1 less the area, with the same standard error', () => {
    fc.assert(
      fc.property(bags, ({ one: scores, truth }) => {
        const [area, swapped] = [
          rocArea({ scores, truth }),
          rocArea({ scores, truth: truth.map((threat) => !threat) }),
        ];
        expect(swapped.auc).toBeCloseTo(1 - area.auc, 12);
        expect(swapped.standardError).toBeCloseTo(area.standardError, 12);
      }),
    );
  });

  test('a device compared with the other is the other compared with it, mirrored; with itself it is no different', () => {
    fc.assert(
      fc.property(bags, ({ one, other, truth }) => {
        const [there, back] = [compareRoc(one, other, truth), compareRoc(other, one, truth)];
        expect(back.difference).toBeCloseTo(-there.difference, 12);
        expect(back.standardError).toBeCloseTo(there.standardError, 12);
        if (there.z === null) expect(back.z).toBeNull();
        else expect(back.z).toBeCloseTo(-there.z, 9);
        expect(compareRoc(one, one, truth)).toMatchObject({
          difference: 0,
          standardError: 0,
          z: 0,
          p: 1,
          bounds: null,
        });
      }),
    );
  });

  test('only the order of the scores counts', () => {
    fc.assert(
      fc.property(bags, ({ one, other, truth }) => {
        const stretched = one.map((score) => Math.exp(score) - 3);
        expect(compareRoc(stretched, other, truth)).toEqual(compareRoc(one, other, truth));
      }),
    );
  });
});

describe('non-inferiority', () => {
  const comparison = compareRoc(albumin, score, truth);

  test('is shown when the one-sided lower bound lies above the margin, and not otherwise', () => {
    // 0.0108 - 1.6449 × 0.0953
    expect(nonInferiority(comparison, 0.15)).toEqual({ lower: expect.closeTo(-0.1461, 4), holds: true });
    expect(nonInferiority(comparison, 0.14)).toMatchObject({ holds: false });
  });

  test('of a device that answers exactly alike holds for any margin; without a spread it cannot be told', () => {
    expect(nonInferiority(compareRoc(score, score, truth), 0.001)).toEqual({ lower: 0, holds: true });
    const told = truth.map(Number);
    const wrong = truth.map((threat) => 1 - Number(threat));
    const opposite = compareRoc(told, wrong, truth);
    expect(opposite).toMatchObject({ difference: 1, z: null, p: null, bounds: null, first: { auc: 1, bounds: null } });
    expect(nonInferiority(opposite, 0.1)).toEqual({ lower: null, holds: null });
  });

  test.each([0, 1, -0.1, Number.NaN])('a margin of %d is refused', (margin) => {
    expect(() => nonInferiority(comparison, margin)).toThrow(expect.objectContaining({ code: 'PROBABILITY_INVALID' }));
  });
});

test.each([
  ['lists of different length', [1, 2, 3], [true, false]],
  ['a score that is no number', [1, 2, Number.NaN, 4], [true, true, false, false]],
  ['one threat only', [1, 2, 3], [true, false, false]],
  ['no clean bag', [1, 2], [true, true]],
])('%s is refused', (_, scores, truth) => {
  expect(() => rocArea({ scores, truth })).toThrow(expect.objectContaining({ code: 'SCORES_INVALID' }));
});

test('a hundred thousand bags take less than a second or so', () => {
  const scores = Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 104_729);
  const truth = scores.map((_, at) => at % 3 === 0);
  expect(compareRoc(scores, scores.toReversed(), truth).first.auc).toBeCloseTo(0.5, 1);
});
