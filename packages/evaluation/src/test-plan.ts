import { atMost } from './binomial-tail.ts';
import { checkConfidence, checkProbability, MOST_TRIALS } from './check-numbers.ts';
import { EvaluationError } from './evaluation-error.ts';

/** A rule of acceptance: the device passes when no more than this many test articles of one class were missed. */
export interface TestRule {
  readonly trials: number;
  readonly allowedMisses: number;
}

export interface TwoRisks {
  /** Pd of a device that should pass, and how often it may fail all the same (the maker's risk). */
  readonly goodPd: number;
  readonly producerRisk: number;
  /** Pd of a device that should fail, and how often it may pass all the same (the agency's risk). */
  readonly badPd: number;
  readonly consumerRisk: number;
}

export interface TwoRiskPlan extends TestRule {
  /** Probability with which the good device, and the bad one, pass under this plan. */
  readonly goodPasses: number;
  readonly badPasses: number;
}

/** Beyond this no laboratory has test articles; it also bounds how long the search may take. */
export const MOST_PLANNED_TRIALS = 100_000;

/**
 * Smallest number of trials of which up to `misses` may be missed to show, with this confidence, that Pd is at least `pd`. For no
 * miss it is ⌈ln(1-C)/ln(Pd)⌉. Throws PROBABILITY_INVALID, CONFIDENCE_INVALID, TEST_PLAN_IMPOSSIBLE above 1e9 trials.
 */
export function trialsForMisses(pd: number, confidence: number, misses: number): number {
  checkProbability('Pd', pd);
  checkConfidence(confidence);
  if (!Number.isSafeInteger(misses) || misses < 0 || misses >= MOST_PLANNED_TRIALS)
    throw new EvaluationError('TEST_PLAN_IMPOSSIBLE', `misses must be a whole number from 0 on, not ${misses}`);
  return trialsForRisk(misses, 1 - pd, 1 - confidence, misses + 1, MOST_TRIALS);
}

/** How often a device of this Pd passes under a rule: one point of the rule's operating characteristic. */
export function passProbability({ trials, allowedMisses }: TestRule, pd: number): number {
  return atMost(allowedMisses, trials, 1 - pd);
}

/**
 * The smallest test that keeps both risks: the good device passes with at least 1 - producerRisk, the bad one with at most consumerRisk.
 * Throws PROBABILITY_INVALID, and TEST_PLAN_IMPOSSIBLE where good is not better than bad or no test of 100 000 trials tells them apart.
 */
export function twoRiskPlan({ goodPd, producerRisk, badPd, consumerRisk }: TwoRisks): TwoRiskPlan {
  checkProbability('the Pd of a good device', goodPd);
  checkProbability('the Pd of a bad device', badPd);
  checkProbability('the producer’s risk', producerRisk);
  checkProbability('the consumer’s risk', consumerRisk);
  if (goodPd <= badPd)
    throw new EvaluationError(
      'TEST_PLAN_IMPOSSIBLE',
      `a good device of Pd ${goodPd} is no better than a bad one of ${badPd}`,
    );
  // For each number of misses the fewest trials that hold the agency's risk; the first that holds the maker's, too, is the plan.
  let trials = 1;
  for (let allowedMisses = 0; trials < MOST_PLANNED_TRIALS; allowedMisses++) {
    trials = trialsForRisk(
      allowedMisses,
      1 - badPd,
      consumerRisk,
      Math.max(trials, allowedMisses + 1),
      MOST_PLANNED_TRIALS,
    );
    const rule = { trials, allowedMisses };
    const goodPasses = passProbability(rule, goodPd);
    if (goodPasses >= (1 - producerRisk) * (1 - ROUNDING))
      return { ...rule, goodPasses, badPasses: passProbability(rule, badPd) };
  }
  throw tooManyTrials(MOST_PLANNED_TRIALS);
}

/** A trial more would be asked for where two ways to reckon the same number differ in their last digit. */
const ROUNDING = 1e-12;

/** Smallest n from `least` on with P(at most `misses` of n) <= risk; doubles until it holds, then halves. */
function trialsForRisk(misses: number, missRate: number, risk: number, least: number, most: number): number {
  const holds = (n: number) => atMost(misses, n, missRate) <= risk * (1 + ROUNDING);
  let [low, step] = [least - 1, 1];
  while (!holds(Math.min(low + step, most))) {
    if (low + step >= most) throw tooManyTrials(most);
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, most);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function tooManyTrials(most: number): EvaluationError {
  return new EvaluationError('TEST_PLAN_IMPOSSIBLE', `more than ${most} trials would be needed`);
}
