export {
  type Availability,
  availabilityOf,
  OUTAGE_REASONS,
  type Outage,
  type OutageReason,
  type Period,
  type Throughput,
  throughputOf,
} from './availability.ts';
export { MOST_TRIALS } from './check-numbers.ts';
export { type Bounds, exactBounds, type Sides } from './detection-bounds.ts';
export { type DetectionTrials, type JudgedTrials, judgeTrials, type Pooling } from './detection-trials.ts';
export { EVALUATION_ERROR_CODES, EvaluationError, type EvaluationErrorCode } from './evaluation-error.ts';
export {
  compareRoc,
  MOST_SCORES,
  type NonInferiority,
  nonInferiority,
  type RocArea,
  type RocComparison,
  rocArea,
  type Scored,
} from './roc.ts';
export {
  averageTrials,
  type DecisionNumbers,
  decisionNumbers,
  type SequentialAnswer,
  type SequentialRisks,
  type SequentialTest,
  sequentialLines,
  sequentialTest,
  walkSequentialTest,
} from './sequential-test.ts';
export {
  MOST_PLANNED_TRIALS,
  passProbability,
  type TestRule,
  type TwoRiskPlan,
  type TwoRisks,
  trialsForMisses,
  twoRiskPlan,
} from './test-plan.ts';
