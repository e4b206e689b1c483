import { checkProbability } from './check-numbers.ts';
import { EvaluationError } from './evaluation-error.ts';

export interface SequentialRisks {
  /** Rate of events (misses, or false alarms) of a device that should be accepted: `p1`; and of one that should be rejected: `p2`. */
  readonly p1: number;
  readonly p2: number;
  /** Probability of rejecting the one, and of accepting the other. */
  readonly alpha: number;
  readonly beta: number;
}

/** Two parallel lines over the number of trials n: accept at d <= -h1 + slope·n events, reject at d >= h2 + slope·n. */
export interface SequentialTest {
  readonly h1: number;
  readonly h2: number;
  readonly slope: number;
}

/**
 * Wald's sequential test of a rate (A. Wald, Sequential Analysis, 1947, chapter 5): it stops as soon as the events seen are so few or
 * so many that the question is answered. Throws PROBABILITY_INVALID, and TEST_PLAN_IMPOSSIBLE unless p1 < p2 and alpha + beta < 1.
 */
export function sequentialTest({ p1, p2, alpha, beta }: SequentialRisks): SequentialTest {
  for (const [name, value] of Object.entries({ p1, p2, alpha, beta })) checkProbability(name, value);
  if (p1 >= p2) throw new EvaluationError('TEST_PLAN_IMPOSSIBLE', `p1 (${p1}) must be lower than p2 (${p2})`);
  if (alpha + beta >= 1)
    throw new EvaluationError(
      'TEST_PLAN_IMPOSSIBLE',
      `the risks alpha (${alpha}) and beta (${beta}) must stay below 1 together`,
    );
  const quieter = Math.log1p(-p1) - Math.log1p(-p2);
  const k = Math.log(p2 / p1) + quieter;
  return { h1: Math.log((1 - alpha) / beta) / k, h2: Math.log((1 - beta) / alpha) / k, slope: quieter / k };
}

export interface DecisionNumbers {
  /** Most events with which it is accepted after so many trials; null where there are too few trials to accept with any. */
  readonly accept: number | null;
  /** Fewest events with which it is rejected; null where that many cannot have happened yet. */
  readonly reject: number | null;
}

/** What to do after n trials, in whole events. */
export function decisionNumbers({ h1, h2, slope }: SequentialTest, trials: number): DecisionNumbers {
  const accept = Math.floor(slope * trials - h1);
  const reject = Math.ceil(slope * trials + h2);
  return { accept: accept >= 0 ? accept : null, reject: reject <= trials ? reject : null };
}

export interface SequentialAnswer {
  readonly state: 'accept' | 'reject' | 'continue';
  /** Trials after which it was decided; those done, while it is not. What came after a decision is not looked at. */
  readonly trials: number;
  readonly events: number;
}

/** Goes through the trials in the order in which they were done; true is an event (a miss, a false alarm). */
export function walkSequentialTest(test: SequentialTest, outcomes: Iterable<boolean>): SequentialAnswer {
  let [trials, events] = [0, 0];
  for (const event of outcomes) {
    trials++;
    if (event) events++;
    const { accept, reject } = decisionNumbers(test, trials);
    if (accept !== null && events <= accept) return { state: 'accept', trials, events };
    if (reject !== null && events >= reject) return { state: 'reject', trials, events };
  }
  return { state: 'continue', trials, events };
}

/**
 * Trials that the test takes on average at p1, at its slope (about where it takes longest) and at p2, by Wald's approximation, which
 * neglects how far the last event carries beyond a line. Not rounded.
 */
export function averageTrials({ p1, p2, alpha, beta }: SequentialRisks): {
  atP1: number;
  atSlope: number;
  atP2: number;
} {
  const { h1, h2, slope } = sequentialTest({ p1, p2, alpha, beta });
  return {
    atP1: ((1 - alpha) * h1 - alpha * h2) / (slope - p1),
    atSlope: (h1 * h2) / (slope * (1 - slope)),
    atP2: ((1 - beta) * h2 - beta * h1) / (p2 - slope),
  };
}

/** Both lines from no trial to `trials`, for a drawing: events at the start and at the end, negative where still out of reach. */
export function sequentialLines({ h1, h2, slope }: SequentialTest, trials: number) {
  return {
    accept: { from: -h1, to: slope * trials - h1 },
    reject: { from: h2, to: slope * trials + h2 },
  } as const;
}
