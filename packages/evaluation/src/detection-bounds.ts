import { checkConfidence, checkTrials } from './check-numbers.ts';
import { inverseIncompleteBeta } from './incomplete-beta.ts';

/** `lower`: "at least"; `upper`: "at most"; `two`: both at once, each at half the risk. */
export type Sides = 'two' | 'lower' | 'upper';

export interface Bounds {
  /** 0 for `upper` alone. */
  readonly lower: number;
  /** 1 for `lower` alone. */
  readonly upper: number;
}

/**
 * Exact bounds of a rate of which `events` were seen in `trials`: Clopper & Pearson, Biometrika 26 (1934) 404. Events are
 * detections (then the rate is Pd) or false alarms (then Pfa). The true rate lies within with at least this confidence, whatever it is.
 * Throws TRIALS_INVALID, CONFIDENCE_INVALID.
 */
export function exactBounds(events: number, trials: number, confidence: number, sides: Sides = 'two'): Bounds {
  checkTrials(events, trials);
  checkConfidence(confidence);
  // Each side's risk and what it leaves of 1, of which neither is reckoned from the other.
  const both = sides === 'two';
  const risk = both ? (1 - confidence) / 2 : 1 - confidence;
  const sure = both ? (1 + confidence) / 2 : confidence;
  return {
    lower: sides === 'upper' ? 0 : lowerBound(events, trials, risk, sure),
    upper: sides === 'lower' ? 1 : upperBound(events, trials, risk, sure),
  };
}

function lowerBound(events: number, trials: number, risk: number, sure: number): number {
  if (events === 0) return 0;
  if (events === trials) return Math.exp(Math.log(risk) / trials);
  return inverseIncompleteBeta({ lower: risk, upper: sure }, events, trials - events + 1);
}

function upperBound(events: number, trials: number, risk: number, sure: number): number {
  if (events === trials) return 1;
  if (events === 0) return -Math.expm1(Math.log(risk) / trials);
  return inverseIncompleteBeta({ lower: sure, upper: risk }, events + 1, trials - events);
}
