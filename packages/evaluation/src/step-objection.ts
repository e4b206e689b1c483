/** Every code that can stand against a step. Words and ways out are in the errors catalogue. */
export const STEP_OBJECTION_CODES = [
  'TRANSITION_ILLEGAL',
  'ROLE_MISSING',
  'SELF_APPROVAL',
  'DECIDER_IS_TESTER',
  'REASON_NOT_ALLOWED',
  'REASON_WORDS_MISSING',
  'COMPROMISED_SINCE_MISSING',
  'EVIDENCE_MISSING',
  'SECTION_MISSING',
  'SECTION_NOT_ALLOWED',
  'CONTEXT_MISSING',
  'VALIDITY_MISSING',
  'VALIDITY_BEGINS_LATER',
  'CONDITIONAL_APPROVAL_TOO_LONG',
  'STANDARD_EXPIRED',
  'APPROVAL_BEYOND_STANDARD',
  'EVALUATION_MISSING',
  'EVALUATION_STALE',
  'EVALUATION_OF_ANOTHER_CONFIGURATION',
  'EVALUATION_OF_ANOTHER_STANDARD',
  'GATE_FAILED',
  'GATE_WITHOUT_EVIDENCE',
  'GATE_NOT_ASSESSED',
  'REQUIREMENT_FAILED',
  'REQUIREMENT_NOT_ASSESSED',
  'CONDITIONS_MISSING',
] as const;

export type StepObjectionCode = (typeof STEP_OBJECTION_CODES)[number];

/** What stands against a step, with the particulars (ids, names, times) in `detail`. */
export interface StepObjection {
  readonly code: StepObjectionCode;
  readonly detail: string;
}

/** A time as details write it. */
export function isoTime(at: number): string {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}
