import { incompleteBeta } from './incomplete-beta.ts';

/** P(X <= most) for X ~ Binomial(trials, rate), exactly (as an incomplete beta function: DLMF 8.17.5). */
export function atMost(most: number, trials: number, rate: number): number {
  if (most < 0) return 0;
  return most >= trials ? 1 : incompleteBeta(rate, most + 1, trials - most).upper;
}

/** P(X >= least) for X ~ Binomial(trials, rate), exactly. */
export function atLeast(least: number, trials: number, rate: number): number {
  if (least <= 0) return 1;
  return least > trials ? 0 : incompleteBeta(rate, least, trials - least + 1).lower;
}
