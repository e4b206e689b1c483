/** Why a requirement came out well. */
export const FAVOURABLE_REASONS = [
  'BOUND_MET',
  'MEASURE_MET',
  'EVIDENCE_PRESENT',
  'GATE_PASSED',
  'GATE_CONDITIONAL',
] as const;

/** Why it did not, or why nobody knows; each has words and a way out in the errors catalogue. */
export const UNFAVOURABLE_REASONS = [
  'BOUND_NOT_MET',
  'ARTICLE_WEAK',
  'MEASURE_NOT_MET',
  'UNIT_DIFFERS',
  'CHECK_NOT_MET',
  'CHECK_UNKNOWN',
  'EVIDENCE_MISSING',
  'EVIDENCE_STALE',
  'EVIDENCE_COUNTERED',
  'EVIDENCE_WITHOUT_DOCUMENT',
  'EVIDENCE_OTHER_CONFIGURATION',
  'GATE_FAILED',
  'GATE_NOT_ASSESSED',
  'GATE_WITHOUT_EVIDENCE',
  'CONDITIONS_MISSING',
  'UNDECLARED_DESTINATION',
  'DATA_PATH_NOT_OBSERVED',
  'CHECKLIST_ITEM_NOT_MET',
  'CHECKLIST_INCOMPLETE',
  'SECURITY_LEVEL_NOT_REACHED',
  'SECURITY_LEVEL_UNKNOWN',
  'STANDARD_EXPIRED',
  'STANDARD_NOT_YET_VALID',
  'CONTEXT_MISSING',
] as const;

/** The `reason` of an assessed requirement. Codes are API: documented, translated, never reused. */
export type AssessmentReason = (typeof FAVOURABLE_REASONS)[number] | (typeof UNFAVOURABLE_REASONS)[number];
