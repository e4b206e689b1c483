import type { ProofStep, StepName } from '@garita/exchange/verify-proof';
import type { CheckReport } from './check-case.ts';

/** As it is told: what happened to the scan first, on what it rests last. */
const ORDER: readonly StepName[] = [
  'statement',
  'objects',
  'equipment',
  'trust-list',
  'admitted-in-log',
  'witnessed',
  'agreement',
  'shared',
  'receipt',
  'partner-log',
  'decision',
  'descriptor',
];

export function inOrder(steps: readonly ProofStep[]): readonly ProofStep[] {
  return steps.toSorted((one, other) => ORDER.indexOf(one.step) - ORDER.indexOf(other.step));
}

/** Steps that a scan of nobody's yet is spared before it was ever checked. */
export const STEPS_TO_CHECK: readonly StepName[] = ORDER.filter((step) => step !== 'decision' && step !== 'descriptor');

export interface Tally {
  readonly verdict: 'all' | 'allPartner' | 'some' | 'wrong';
  readonly ok: number;
  readonly failed: number;
  readonly missing: number;
  readonly count: number;
}

/** One failing step is enough to rely on nothing; a missing one proves nothing and is no fault. */
export function tallyOf({ steps }: Pick<CheckReport, 'steps'>): Tally {
  const ok = steps.filter((step) => step.ok === true).length;
  const failed = steps.filter((step) => step.ok === false).length;
  const count = steps.length;
  const missing = count - ok - failed;
  const hasReceipt = steps.some(
    (step) => step.step === 'receipt' && step.ok === true && step.facts.result === 'verified',
  );
  const whole = missing > 0 || count === 0 ? 'some' : hasReceipt ? 'allPartner' : 'all';
  return { verdict: failed > 0 ? 'wrong' : whole, ok, failed, missing, count };
}
