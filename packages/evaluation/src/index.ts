export { EVALUATION_ERROR_CODES, EvaluationError, type EvaluationErrorCode } from './evaluation-error.ts';
