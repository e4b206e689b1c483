import { EvaluationError } from './evaluation-error.ts';

/** Most trials that are reckoned with; above it the incomplete beta function would lose digits and time. */
export const MOST_TRIALS = 1e9;

/** Throws TRIALS_INVALID unless 0 <= events <= trials are whole numbers and trials is 1 to 1e9. */
export function checkTrials(events: number, trials: number): void {
  if (!Number.isSafeInteger(trials) || trials < 1 || trials > MOST_TRIALS)
    throw new EvaluationError('TRIALS_INVALID', `trials must be a whole number from 1 to 1e9, not ${trials}`);
  if (!Number.isSafeInteger(events) || events < 0)
    throw new EvaluationError('TRIALS_INVALID', `events must be a whole number from 0 on, not ${events}`);
  if (events > trials) throw new EvaluationError('TRIALS_INVALID', `${events} events of only ${trials} trials`);
}

/** Throws CONFIDENCE_INVALID unless 0 < confidence < 1 and 1 - confidence can be told from 0. */
export function checkConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new EvaluationError('CONFIDENCE_INVALID', `confidence must lie between 0 and 1, not ${confidence}`);
}

/** Throws PROBABILITY_INVALID unless 0 < probability < 1. */
export function checkProbability(name: string, probability: number): void {
  if (!(probability > 0 && probability < 1))
    throw new EvaluationError('PROBABILITY_INVALID', `${name} must lie between 0 and 1, not ${probability}`);
}
