import type { OoiKindBody } from '@garita/api';
import { type ReviewRules, secondPairOfEyes } from '@garita/review';
import { type Decision, encodeRecord } from '@garita/trust';
import type { Kysely } from 'kysely';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import { alarm, caseOf } from './case-row.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';
import { type NoteStep, stepOf } from './walk-step.ts';

/** A decision that is in the log, as the rooms see it that go on with it. */
export interface LoggedDecision {
  /** SHA-256 of the signed decision, hex. */
  readonly hash: string;
  readonly cose: Uint8Array;
  readonly decision: Decision;
  /** Statement hash of the scan, hex. */
  readonly scan: string;
  readonly scanId: string;
  readonly device: string;
  readonly site: string;
  readonly lane: string;
  readonly ooiKind: OoiKindBody;
  readonly openedAt: number;
  readonly at: number;
  readonly log: Placed;
}

export interface LogDecisionNeeds {
  readonly database: Database;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly rules: ReviewRules;
  readonly note: NoteStep;
  /**
   * What else happens in the transaction that decides a case; run again when that was rolled back. Not run for the first
   * of two pairs of eyes: it decides nothing yet.
   */
  decidedAlso(tx: Tx, decided: LoggedDecision): Promise<void>;
}

export interface DecisionToLog {
  readonly hash: string;
  readonly cose: Uint8Array;
  readonly decision: Decision;
  readonly scan: string;
  readonly receivedAt: number;
  readonly at: number;
}

/** The same decision came twice at once, or was taken up twice: the first one stands. */
export class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept';
}

/**
 * Logs a decision and keeps it, in one transaction, with what it does to its case.
 *
 * @param mayStill asked inside that transaction; throws when the decision may not be taken after all
 * @throws AlreadyKept, and what `mayStill` throws
 */
export async function logDecision(
  taken: DecisionToLog,
  needs: LogDecisionNeeds,
  mayStill: (tx: Tx, row: InspectionRow) => Promise<void>,
): Promise<void> {
  const { hash, decision, at, scan } = taken;
  const signed = new Uint8Array(Buffer.from(hash, 'hex'));
  const record = encodeRecord({ v: 1, kind: 'decision', at, decision: signed, scan: decision.scan });
  await needs.log.append([{ kind: 'decision', record }], async (tx, [placed]) => {
    if (!placed) throw new Error('the log placed nothing');
    const tables = tx.tables<ReviewTables>();
    const row = await caseOf(tables, scan);
    const twin = await tables
      .selectFrom('decisions')
      .select('decision')
      .where('decision', '=', hash)
      .executeTakeFirst();
    if (twin) throw new AlreadyKept();
    await mayStill(tx, row);
    await insert(tables, taken, placed);
    await settleCase(tx, { ...taken, row, log: placed }, needs);
  });
}

async function insert(tables: Kysely<ReviewTables>, taken: DecisionToLog, log: Placed): Promise<void> {
  const { hash, scan, decision, receivedAt, cose } = taken;
  await tables
    .insertInto('decisions')
    .values({
      decision: hash,
      scan,
      by: decision.by,
      verdict: decision.decision,
      signed_at: decision.at,
      received_at: receivedAt,
      cose,
      log_index: log.index,
      leaf_hash: Buffer.from(log.leafHash).toString('hex'),
      report: decision.report && Buffer.from(decision.report).toString('hex'),
    })
    .execute();
  await tables.deleteFrom('pending_decisions').where('decision', '=', hash).execute();
}

/** Decided, or open again for a second pair of eyes; held by nobody in either case. */
async function settleCase(
  tx: Tx,
  taken: DecisionToLog & { readonly row: InspectionRow; readonly log: Placed },
  needs: LogDecisionNeeds,
): Promise<void> {
  const { row, scan, at, decision } = taken;
  const tables = tx.tables<ReviewTables>();
  const eyes = secondPairOfEyes(needs.rules.fourEyes, factsOf(row), await verdicts(tables, scan));
  const waits = eyes.outcome === 'second-needed';
  await tables
    .updateTable('inspections')
    .set({
      claimed_by: null,
      claimed_until: null,
      undo_until: null,
      verdict: decision.decision,
      decided_at: waits ? null : at,
      second_after: waits ? eyes.after : null,
    })
    .where('scan', '=', scan)
    .execute();
  if (waits) return needs.note(tx, stepOf(row, 'given-back', at, { by: decision.by }));
  const { scan_id: scanId, device, site, lane, opened_at: openedAt } = row;
  const ooiKind = row.ooi_kind as OoiKindBody;
  await needs.decidedAlso(tx, { ...taken, scanId, device, site, lane, ooiKind, openedAt });
}

async function verdicts(tables: Kysely<ReviewTables>, scan: string) {
  const rows = await tables
    .selectFrom('decisions')
    .select(['by', 'verdict'])
    .where('scan', '=', scan)
    .orderBy('log_index')
    .execute();
  return rows as { by: string; verdict: Decision['decision'] }[];
}

function factsOf(row: InspectionRow) {
  return {
    machineAlarm: alarm(row.machine_alarm),
    radiationAlarm: alarm(row.radiation_alarm),
    partnerDecision: row.partner_verdict as Decision['decision'] | null,
  };
}
