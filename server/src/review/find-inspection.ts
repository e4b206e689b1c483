import type { DecisionBody, InspectionDetail, OutcomeBody } from '@garita/api';
import { readDecision, readOutcome } from '@garita/trust';
import type { Database } from '../ports/database.ts';
import { caseOf, shown } from './case-row.ts';
import { type FlagsOf, madeBy } from './equipment-flags.ts';
import { priorScans } from './identifiers.ts';
import type { OutcomeRow, PartnerDecisionRow, ReviewTables } from './inspection-table.ts';

/** A case with everything that was decided and found. Throws INSPECTION_UNKNOWN. */
export async function findInspection(
  database: Database,
  scan: string,
  now: number,
  flagsOf: FlagsOf,
): Promise<InspectionDetail> {
  const tables = database.tables<ReviewTables>();
  const row = await caseOf(tables, scan);
  const [decisions, partners, outcomes, prior, [flags = []]] = await Promise.all([
    tables.selectFrom('decisions').selectAll().where('scan', '=', scan).orderBy('log_index').limit(256).execute(),
    tables
      .selectFrom('partner_decisions')
      .selectAll()
      .where('scan', '=', scan)
      .orderBy('signed_at')
      .orderBy('log_index')
      .limit(256)
      .execute(),
    tables.selectFrom('outcomes').selectAll().where('scan', '=', scan).orderBy('log_index', 'desc').limit(64).execute(),
    priorScans(tables, row),
    flagsOf([madeBy(row)]),
  ]);
  return {
    ...shown(row, now),
    decisions: decisions.map(decisionBody),
    partnerDecisions: partners.map(decisionBody),
    outcomes: outcomes.map(outcomeBody),
    priorScans: prior,
    statement: base64(row.statement ?? new Uint8Array()),
    equipmentFlags: [...flags],
  };
}

function decisionBody(row: Omit<PartnerDecisionRow, 'agency'>): DecisionBody {
  const signed = readDecision(row.cose);
  return {
    decision: row.decision,
    agency: signed.agency,
    by: row.by,
    verdict: row.verdict as DecisionBody['verdict'],
    reason: signed.reason,
    marks: signed.marks.map((mark) => ({ ...mark, points: [...mark.points] })),
    enhancements: [...signed.enhancements],
    signedAt: row.signed_at,
    receivedAt: row.received_at,
    logIndex: row.log_index,
    report: signed.report && Buffer.from(signed.report).toString('hex'),
    cose: base64(row.cose),
  };
}

function outcomeBody(row: OutcomeRow): OutcomeBody {
  const { result, finds, note } = readOutcome(row.cose);
  return {
    outcome: row.outcome,
    result,
    finds: finds.map((find) => ({ ...find })),
    note,
    by: row.by,
    at: row.signed_at,
    logIndex: row.log_index,
    cose: base64(row.cose),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
