import type { Requirement } from '@garita/api';
import { expect, it } from 'vitest';
import { trialBound } from './trial-bound.ts';

const asked = { id: 'r1', text: { es: '', en: '' }, contexts: [], freshMonths: null, conditionIfMissed: null };
const requirements: readonly Requirement[] = [
  { kind: 'detection', ...asked, threatClass: 'dense-organic', atLeast: 0.95, confidence: 0.95 },
  { kind: 'false-alarm', ...asked, threatClass: null, atMost: 0.05, confidence: 0.95 },
];
const row = { kind: 'trials', outcome: 'detection', threatClass: 'dense-organic', article: 'block', at: 1 };

// 59 of 59 shows a probability of detection of at least 0.95 with a confidence of 95 %, 20 of 20 does not: 0.05^(1/n).
it('shows that 59 of 59 meets 0.95, and 20 of 20 does not', () => {
  const met = trialBound({ ...row, hits: 59, trials: 59 }, requirements);
  expect(met).toMatchObject({ side: 'lower', asked: 0.95, isMet: true });
  expect(met?.bound).toBeCloseTo(0.05 ** (1 / 59), 12);
  expect(trialBound({ ...row, hits: 20, trials: 20 }, requirements)?.isMet).toBe(false);
});

it('takes false alarms by their upper bound', () => {
  const none = trialBound({ ...row, outcome: 'false-alarm', threatClass: '', hits: 0, trials: 59 }, requirements);
  expect(none).toMatchObject({ side: 'upper', asked: 0.05, isMet: true });
});

it('compares with nothing where the standard does not ask', () => {
  expect(trialBound({ ...row, threatClass: 'other', hits: 5, trials: 9 }, requirements)).toMatchObject({
    asked: undefined,
    isMet: undefined,
    confidence: 0.95,
  });
});

it('says nothing of numbers that cannot be', () => {
  expect(trialBound({ ...row, hits: 3, trials: 2 }, requirements)).toBeUndefined();
  expect(trialBound({ ...row, hits: null, trials: 2 }, requirements)).toBeUndefined();
});
