import { checkConfidence } from './check-numbers.ts';
import { EvaluationError } from './evaluation-error.ts';
import { normalQuantile, normalUpperTail } from './normal-distribution.ts';

/** Most bags (or other objects) of one comparison; sorting them is what it costs. */
export const MOST_SCORES = 1_000_000;

/** Objects that were shown to a device: what it answered, higher meaning more suspicious, and whether a threat was there. */
export interface Scored {
  readonly scores: readonly number[];
  readonly truth: readonly boolean[];
}

export interface RocArea {
  /** Probability that an object with a threat scores higher than one without, ties counting half (Mann-Whitney). */
  readonly auc: number;
  readonly standardError: number;
  /** Null where every pair is told apart, or none: then the method knows no spread, and a bound would be an invention. */
  readonly bounds: { readonly lower: number; readonly upper: number } | null;
  readonly threats: number;
  readonly clean: number;
}

export interface RocComparison {
  readonly first: RocArea;
  readonly second: RocArea;
  /** First less second, with its standard error from the covariance of both on the same objects. */
  readonly difference: number;
  readonly standardError: number;
  /** Null, as are `p` and `bounds`, where the areas differ but no spread is known; 0 where both answer alike. */
  readonly z: number | null;
  /** Two-sided, of no difference. */
  readonly p: number | null;
  readonly bounds: { readonly lower: number; readonly upper: number } | null;
}

/** Area under the ROC curve with DeLong's standard error. Throws SCORES_INVALID, CONFIDENCE_INVALID. */
export function rocArea(scored: Scored, confidence = 0.95): RocArea {
  checkConfidence(confidence);
  return areaOf(placementsOf(scored), confidence);
}

/**
 * Two devices on the same objects: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837, by the mid-ranks of
 * X. Sun and W. Xu, IEEE Signal Processing Letters 21 (2014) 1389. Throws SCORES_INVALID, CONFIDENCE_INVALID.
 */
export function compareRoc(
  first: readonly number[],
  second: readonly number[],
  truth: readonly boolean[],
  confidence = 0.95,
): RocComparison {
  checkConfidence(confidence);
  const [one, other] = [placementsOf({ scores: first, truth }), placementsOf({ scores: second, truth })];
  const areas = { first: areaOf(one, confidence), second: areaOf(other, confidence) };
  const difference = areas.first.auc - areas.second.auc;
  // The variance of the differences themselves: it is exactly 0 where both answer alike, and never below.
  const standardError = standardErrorOf({
    threats: differencesOf(one.threats, other.threats),
    clean: differencesOf(one.clean, other.clean),
  });
  if (standardError === 0) {
    const same = difference === 0;
    return { ...areas, difference, standardError, z: same ? 0 : null, p: same ? 1 : null, bounds: null };
  }
  const z = difference / standardError;
  const p = Math.min(1, 2 * normalUpperTail(Math.abs(z)));
  const reach = normalQuantile((1 - confidence) / 2) * standardError;
  const bounds = { lower: Math.max(-1, difference - reach), upper: Math.min(1, difference + reach) };
  return { ...areas, difference, standardError, z, p, bounds };
}

export interface NonInferiority {
  /** One-sided lower bound of the difference; null where no spread is known. */
  readonly lower: number | null;
  /** Null: cannot be told from these scores. */
  readonly holds: boolean | null;
}

/**
 * Is the first device not worse than the second by `margin` or more? It is shown when the one-sided lower bound of the difference lies
 * above -margin. Throws CONFIDENCE_INVALID, and PROBABILITY_INVALID unless 0 < margin < 1.
 */
export function nonInferiority(
  { difference, standardError, z }: RocComparison,
  margin: number,
  confidence = 0.95,
): NonInferiority {
  checkConfidence(confidence);
  if (!(margin > 0 && margin < 1))
    throw new EvaluationError('PROBABILITY_INVALID', `the margin must lie between 0 and 1, not ${margin}`);
  if (z === null) return { lower: null, holds: null };
  const lower = difference - normalQuantile(1 - confidence) * standardError;
  return { lower, holds: lower > -margin };
}

/** For each object, the share of the objects of the other kind on whose right side it lies: DeLong's structural components. */
interface Placements {
  readonly threats: readonly number[];
  readonly clean: readonly number[];
}

function placementsOf({ scores, truth }: Scored): Placements {
  if (scores.length !== truth.length)
    throw new EvaluationError('SCORES_INVALID', `${scores.length} scores, but ${truth.length} truths`);
  if (scores.length > MOST_SCORES) throw new EvaluationError('SCORES_INVALID', `more than ${MOST_SCORES} objects`);
  if (!scores.every(Number.isFinite)) throw new EvaluationError('SCORES_INVALID', 'a score is not a finite number');
  const threats = scores.filter((_, at) => truth[at]);
  const clean = scores.filter((_, at) => !truth[at]);
  // With one object of a kind there is no spread to estimate.
  if (threats.length < 2 || clean.length < 2)
    throw new EvaluationError(
      'SCORES_INVALID',
      `${threats.length} with a threat and ${clean.length} without; two of each are needed`,
    );
  return { threats: sharesBelow(threats, clean), clean: sharesBelow(clean, threats).map((share) => 1 - share) };
}

/** For each score, the share of `others` that lie below it, equal ones counting half. */
function sharesBelow(scores: readonly number[], others: readonly number[]): number[] {
  const sorted = Float64Array.from(others).sort();
  return scores.map(
    (score) => (countUntil(sorted, score, false) + countUntil(sorted, score, true)) / (2 * sorted.length),
  );
}

/** How many of the sorted values are below the score, or also equal to it. */
function countUntil(sorted: Float64Array, score: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] as number;
    if (value < score || (orEqual && value === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function areaOf(placements: Placements, confidence: number): RocArea {
  const { threats, clean } = placements;
  const auc = meanOf(threats);
  const standardError = standardErrorOf(placements);
  const reach = normalQuantile((1 - confidence) / 2) * standardError;
  const bounds = standardError === 0 ? null : { lower: Math.max(0, auc - reach), upper: Math.min(1, auc + reach) };
  return { auc, standardError, bounds, threats: threats.length, clean: clean.length };
}

/** Shares are multiples of a half in a million at the least; what is smaller than this is rounding alone, and means none. */
const NO_SPREAD = 1e-14;

function standardErrorOf({ threats, clean }: Placements): number {
  const error = Math.sqrt(varianceOf(threats) + varianceOf(clean));
  return error < NO_SPREAD ? 0 : error;
}

function differencesOf(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, at) => value - (other[at] as number));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance of the mean. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length;
}
