export interface ReviewTables {
  inspections: InspectionRow;
  identifier_parts: IdentifierPartRow;
  decisions: DecisionRow;
  pending_decisions: PendingDecisionRow;
  partner_decisions: PartnerDecisionRow;
  operator_reports: OperatorReportRow;
  outcomes: OutcomeRow;
}

export interface InspectionRow {
  /** Statement hash, hex: the case begins with one scan. */
  scan: string;
  scan_id: string;
  device: string;
  site: string;
  lane: string;
  direction: string;
  ooi_kind: string;
  /** How many objects the statement lists: marks may name only these. */
  objects: number;
  /** Larger goes first. */
  priority: number;
  opened_at: number;
  claimed_by: string | null;
  /** A claim whose time is over counts as none: nothing has to sweep it away. */
  claimed_until: number | null;
  decided_at: number | null;
  /** Whose scan it is. */
  agency: string;
  origin: 'own' | 'partner';
  /** JSON of the statement's identifiers. */
  ids: string;
  captured_at: number;
  target_at: number;
  /** As signed; `null` only until an older folder's cases are filled in. */
  statement: Uint8Array | null;
  findings: number;
  machine_alarm: number | null;
  radiation_alarm: number | null;
  sample: number;
  /** Until when a signed decision can be undone: the claim holds at least so long. */
  undo_until: number | null;
  /** Of the newest decision that is logged. */
  verdict: string | null;
  /** Who decided, while a second pair of eyes is asked for. */
  second_after: string | null;
  /** Of the newest decision of the partner. */
  partner_verdict: string | null;
  /** Result of the newest outcome. */
  outcome: string | null;
}

/** Every ending of every identifier, so that a part of one is found by the beginning of a row: an index does that. */
export interface IdentifierPartRow {
  part: string;
  /** 1 when `part` is the whole identifier. */
  whole: number;
  type: string;
  captured_at: number;
  scan: string;
}

export interface DecisionRow {
  /** SHA-256 of the signed decision, hex. */
  decision: string;
  scan: string;
  /** Officer whose key signed. */
  by: string;
  verdict: string;
  signed_at: number;
  received_at: number;
  /** The COSE_Sign1 as received. */
  cose: Uint8Array;
  log_index: number;
  leaf_hash: string;
  /** SHA-256 of the operator report, hex. */
  report: string | null;
}

/** A decision that is signed and waits to be logged, or was undone before it was. */
export interface PendingDecisionRow {
  decision: string;
  scan: string;
  by: string;
  received_at: number;
  cose: Uint8Array;
  /** When it is logged. */
  due_at: number;
  undone_at: number | null;
}

export interface PartnerDecisionRow {
  decision: string;
  scan: string;
  agency: string;
  by: string;
  verdict: string;
  signed_at: number;
  received_at: number;
  cose: Uint8Array;
  /** Of our own entry that says we received it. */
  log_index: number;
}

/** What an operator report in the archive was made from. */
export interface OperatorReportRow {
  /** SHA-256, hex: its name in the archive. */
  report: string;
  scan: string;
  size: number;
  /** JSON: SHA-256 of each image whose head it rests on. */
  derived_from: string;
}

export interface OutcomeRow {
  outcome: string;
  scan: string;
  by: string;
  result: string;
  signed_at: number;
  received_at: number;
  cose: Uint8Array;
  log_index: number;
  leaf_hash: string;
}
