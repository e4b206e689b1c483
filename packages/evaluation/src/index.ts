export { OBSERVED_HOURS } from './assess-measure.ts';
export { type AssessmentReason, FAVOURABLE_REASONS, UNFAVOURABLE_REASONS } from './assessment-reasons.ts';
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
export {
  CONDITIONAL_LASTS_MONTHS,
  EVALUATION_LASTS_DAYS,
  type Grounds,
} from './check-grounds.ts';
export { MOST_TRIALS } from './check-numbers.ts';
export { checkSigner, type Signer } from './check-signer.ts';
export { checkTransition, type KnownOfSubject, type ProposedStep } from './check-transition.ts';
export {
  type ComponentRequirement,
  CR_1_7,
  FOUNDATIONAL_REQUIREMENTS,
  type FoundationalRequirement,
  levelReached,
  lowestLevel,
  type SecurityGap,
  securityGaps,
} from './component-security.ts';
export { CYBER_CHECKLIST } from './cyber-checklist.ts';
export { type Bounds, exactBounds, type Sides } from './detection-bounds.ts';
export { type DetectionTrials, type JudgedTrials, judgeTrials, type Pooling } from './detection-trials.ts';
export { type EffectiveState, effectiveState, type StandingDecision, TRUSTED_STATES } from './effective-state.ts';
export { evaluate, type Submission } from './evaluate.ts';
export { EVALUATION_ERROR_CODES, EvaluationError, type EvaluationErrorCode } from './evaluation-error.ts';
export {
  CONFIGURATION_STATES,
  type ConfigurationState,
  DEVICE_STATES,
  type DecidingRole,
  type DeviceState,
  LIFE_CYCLE,
  type Need,
  nextSteps,
  type SubjectKind,
  signaturesNeeded,
  type Transition,
  transitionOf,
} from './life-cycle.ts';
export { monthsLater } from './months.ts';
export { isWorse, worstOf } from './outcome-order.ts';
export { isReasonCode, REASON_CODES, REASONS, type ReasonCode } from './reason-codes.ts';
export type * from './records.ts';
export { GATES } from './records.ts';
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
export { roundBound } from './round-bound.ts';
export {
  SAMPLE_BAGGAGE_STANDARD,
  SAMPLE_CARGO_STANDARD,
  SAMPLE_CLASSES,
  SAMPLE_CONTEXTS,
  SAMPLE_IMPORT_STANDARD,
} from './sample-standards.ts';
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
export { STEP_OBJECTION_CODES, type StepObjection, type StepObjectionCode } from './step-objection.ts';
export {
  MOST_PLANNED_TRIALS,
  passProbability,
  type TestRule,
  type TwoRiskPlan,
  type TwoRisks,
  trialsForMisses,
  twoRiskPlan,
} from './test-plan.ts';
export { type AnsweredQuestion, QUESTIONS, type Question, threeQuestions } from './three-questions.ts';
export type { Bilingual } from './words.ts';
