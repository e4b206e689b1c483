import type { Outcome } from './records.ts';

/** The worst first: what is known to fail weighs more than what nobody knows, and unknown more than a condition. */
const WORST_FIRST: readonly Outcome[] = ['fail', 'not-assessed', 'conditional', 'pass'];

/** The worst of several; of none, `not-assessed`: where nothing was asked, nothing is known. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'not-assessed';
}

/** True where the first is a worse outcome than the second. */
export function isWorse(one: Outcome, other: Outcome): boolean {
  return WORST_FIRST.indexOf(one) < WORST_FIRST.indexOf(other);
}
