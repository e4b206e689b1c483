import type { Requirement } from '@garita/api';
import { EvaluationError, exactBounds } from '@garita/evaluation';
import type { Draft } from './field.ts';

/** Where the standard asks for no confidence, the usual one. */
const USUAL_CONFIDENCE = 0.95;

export interface TrialBound {
  readonly side: 'lower' | 'upper';
  readonly bound: number;
  readonly confidence: number;
  /** What the standard asks of the bound; `undefined`: it asks nothing of this class. */
  readonly asked: number | undefined;
  readonly isMet: boolean | undefined;
}

/**
 * The exact one-sided bound that a line of the table shows, and what the standard asks of it: of the detections at least,
 * of the false alarms at most. `undefined` while there are no numbers, or none that can be.
 */
export function trialBound(row: Draft, requirements: readonly Requirement[]): TrialBound | undefined {
  const { hits, trials, outcome } = row;
  if (typeof hits !== 'number' || typeof trials !== 'number') return undefined;
  const side = outcome === 'false-alarm' ? 'upper' : 'lower';
  const threatClass = String(row.threatClass ?? '').trim() || null;
  const asking = requirements.find((one) =>
    side === 'lower'
      ? one.kind === 'detection' && one.threatClass === threatClass
      : one.kind === 'false-alarm' && one.threatClass === threatClass,
  );
  const asked =
    asking?.kind === 'detection' ? asking.atLeast : asking?.kind === 'false-alarm' ? asking.atMost : undefined;
  const confidence =
    asking?.kind === 'detection' || asking?.kind === 'false-alarm' ? asking.confidence : USUAL_CONFIDENCE;
  try {
    const bound = exactBounds(hits, trials, confidence, side)[side];
    const isMet = asked === undefined ? undefined : side === 'lower' ? bound >= asked : bound <= asked;
    return { side, bound, confidence, asked, isMet };
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
