/** Where `garita fsck` hears what a room finds when it looks over what it keeps. */
export interface CheckReport {
  problem(problem: Problem): void;
  /** For long work: what is being looked at, how much of it is done. */
  progress(what: string, done: number, total: number): void;
}

export interface Problem {
  readonly code: ProblemCode;
  /** What it is about: a hash, a position in the log. */
  readonly subject: string;
  readonly detail: string;
}

/** Codes are API: documented, never reused. */
export type ProblemCode =
  | 'DATABASE_DAMAGED'
  | 'OBJECT_ALTERED'
  | 'OBJECT_LOST'
  | 'SCAN_ALTERED'
  | 'SCAN_NOT_LOGGED'
  | 'DECISION_ALTERED'
  | 'DECISION_NOT_LOGGED'
  | 'REPORT_LOST'
  | 'OUTCOME_ALTERED'
  | 'OUTCOME_NOT_LOGGED'
  | 'TRUST_LIST_ALTERED'
  | 'TRUST_LIST_NOT_LOGGED'
  | 'CREDENTIAL_ALTERED'
  | 'CREDENTIAL_NOT_LOGGED'
  | 'STATUS_LIST_ALTERED'
  | 'STATUS_LIST_NOT_LOGGED'
  | 'EQUIPMENT_RECORD_ALTERED'
  | 'EQUIPMENT_RECORD_NOT_LOGGED'
  | 'EQUIPMENT_DECISION_ALTERED'
  | 'EQUIPMENT_DECISION_NOT_LOGGED'
  | 'EVIDENCE_ALTERED'
  | 'BRIEFING_ALTERED'
  | 'SHARE_ALTERED'
  | 'SHARE_NOT_LOGGED'
  | 'RECEIPT_ALTERED'
  | 'RECORD_LOST'
  | 'LOG_ENTRY_ALTERED'
  | 'LOG_ENTRY_LOST'
  | 'LOG_TILE_ALTERED'
  | 'LOG_HEAD_MISMATCH'
  | 'LOG_SHORTER_THAN_COSIGNED'
  | 'LOG_COSIGNED_MISMATCH';
