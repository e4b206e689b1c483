import { priorityOf, type ReviewRules, targetAt } from '@garita/review';
import type { ScanStatement } from '@garita/trust';
import type { Tx } from '../ports/database.ts';
import { keptAlarm } from './case-row.ts';
import { keepIdentifiers } from './identifiers.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';

export interface NewCase {
  /** Hex SHA-256 of the statement. */
  readonly scan: string;
  readonly parsed: ScanStatement;
  /** As signed. */
  readonly statement: Uint8Array;
  readonly origin: 'own' | 'partner';
  readonly at: number;
  /** Findings of the structure check over all objects. */
  readonly findings: number;
  readonly priority: number;
}

/** Opens a case. Opening it again changes nothing. */
export async function openCase(tx: Tx, rules: ReviewRules, opened: NewCase): Promise<void> {
  const { scan, parsed, statement, origin, at, findings, priority } = opened;
  const tables = tx.tables<ReviewTables>();
  const row: InspectionRow = {
    scan,
    scan_id: parsed.scanId,
    device: parsed.device,
    site: parsed.site,
    lane: parsed.lane,
    direction: parsed.direction,
    ooi_kind: parsed.ooi.kind,
    objects: parsed.objects.length,
    priority,
    opened_at: at,
    claimed_by: null,
    claimed_until: null,
    decided_at: null,
    ...stated(parsed, statement),
    origin,
    target_at: targetAt(rules, parsed.ooi.kind, at),
    findings,
    machine_alarm: null,
    radiation_alarm: null,
    undo_until: null,
    verdict: null,
    second_after: null,
    // The partner may have told its decision before its scan was here whole.
    partner_verdict: await partnerVerdict(tx, scan),
    outcome: null,
  };
  const inserted = await tables
    .insertInto('inspections')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) await keepIdentifiers(tx, scan, parsed.capturedAt, parsed.ooi.ids);
}

/** The columns that repeat the statement and that older folders did not have. */
function stated({ agency, ooi, capturedAt, sample }: ScanStatement, statement: Uint8Array) {
  return { agency, ids: JSON.stringify(ooi.ids), captured_at: capturedAt, sample: Number(sample), statement };
}

/** Newest decision of the partner on a scan. */
export async function partnerVerdict(tx: Tx, scan: string): Promise<string | null> {
  const row = await tx
    .tables<ReviewTables>()
    .selectFrom('partner_decisions')
    .select('verdict')
    .where('scan', '=', scan)
    .orderBy('signed_at', 'desc')
    .orderBy('log_index', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.verdict ?? null;
}

/** Fills in a case that an earlier version opened without keeping the statement. */
export async function fillOldCase(
  tx: Tx,
  rules: ReviewRules,
  old: { readonly scan: string; readonly parsed: ScanStatement; readonly statement: Uint8Array },
): Promise<void> {
  const { scan, parsed, statement } = old;
  const tables = tx.tables<ReviewTables>();
  const row = await tables.selectFrom('inspections').select('opened_at').where('scan', '=', scan).executeTakeFirst();
  if (!row) return;
  await tables
    .updateTable('inspections')
    .set({ ...stated(parsed, statement), target_at: targetAt(rules, parsed.ooi.kind, row.opened_at) })
    .where('scan', '=', scan)
    .execute();
  await keepIdentifiers(tx, scan, parsed.capturedAt, parsed.ooi.ids);
}

/** What the worker that looked into the objects has to say. */
export interface ScanFacts {
  readonly machineAlarm: boolean | null;
  readonly radiationAlarm: boolean | null;
  readonly findings: number;
}

/** Keeps what was found in a scan's objects; an alarm puts its case before those without. */
export async function noteFacts(tx: Tx, scan: string, facts: ScanFacts): Promise<void> {
  const tables = tx.tables<ReviewTables>();
  const row = await tables.selectFrom('inspections').select('priority').where('scan', '=', scan).executeTakeFirst();
  if (!row) return;
  await tables
    .updateTable('inspections')
    .set({
      machine_alarm: keptAlarm(facts.machineAlarm),
      radiation_alarm: keptAlarm(facts.radiationAlarm),
      findings: facts.findings,
      priority: Math.max(row.priority, priorityOf(facts)),
    })
    .where('scan', '=', scan)
    .execute();
}
