/** Every code an `EvaluationError` can carry. Codes are API: documented, translated, never reused. */
export const EVALUATION_ERROR_CODES = [
  'TRIALS_INVALID',
  'CONFIDENCE_INVALID',
  'PROBABILITY_INVALID',
  'TEST_PLAN_IMPOSSIBLE',
  'SCORES_INVALID',
  'POOLING_UNEXPLAINED',
  'PERIOD_INVALID',
  'RECORDS_MISMATCHED',
] as const;

export type EvaluationErrorCode = (typeof EVALUATION_ERROR_CODES)[number];

/** An accident, not an answer: numbers or records that cannot be what they claim. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly code: EvaluationErrorCode;

  constructor(code: EvaluationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
