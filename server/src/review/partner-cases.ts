import type { ReviewRules } from '@garita/review';
import type { Decision, ScanStatement } from '@garita/trust';
import type { Tx } from '../ports/database.ts';
import type { ReviewTables } from './inspection-table.ts';
import { openCase, partnerVerdict } from './open-case.ts';
import { type NoteStep, stepOf } from './walk-step.ts';

/** A scan of the partner's that was verified here. */
export interface PartnerScan {
  /** Hex SHA-256 of the statement. */
  readonly scan: string;
  readonly parsed: ScanStatement;
  /** As signed. */
  readonly statement: Uint8Array;
  readonly agency: string;
  readonly at: number;
  /** Findings of the structure check over all objects, where they are known. */
  readonly findings: number;
}

/** A decision of the partner's that was verified here: on a scan of theirs or of ours. */
export interface PartnerDecision {
  readonly scan: string;
  readonly agency: string;
  readonly cose: Uint8Array;
  /** Verified. */
  readonly decision: Decision & { readonly hash: Uint8Array };
  /** Of our own log's entry that says we received it. */
  readonly logIndex: number;
  readonly at: number;
}

/** Opens the case of a scan that the partner shared, in the transaction that verifies it. Twice changes nothing. */
export async function openPartnerCase(tx: Tx, rules: ReviewRules, shared: PartnerScan): Promise<void> {
  const { scan, parsed, statement, at, findings } = shared;
  if (parsed.agency !== shared.agency) throw new Error(`a scan of ${parsed.agency} shared as one of ${shared.agency}`);
  await openCase(tx, rules, { scan, parsed, statement, origin: 'partner', at, findings, priority: 0 });
}

/** Keeps what the partner decided, in the transaction that receives it. Twice changes nothing. */
export async function notePartnerDecision(tx: Tx, told: PartnerDecision, note: NoteStep): Promise<void> {
  const { scan, agency, cose, decision, logIndex, at } = told;
  const tables = tx.tables<ReviewTables>();
  const inserted = await tables
    .insertInto('partner_decisions')
    .values({
      decision: Buffer.from(decision.hash).toString('hex'),
      ...{ scan, agency, by: decision.by, verdict: decision.decision, signed_at: decision.at, received_at: at, cose },
      log_index: logIndex,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return;
  const row = await tables.selectFrom('inspections').selectAll().where('scan', '=', scan).executeTakeFirst();
  // Told before its scan is here whole: the case takes it up when it opens.
  if (!row) return;
  await tables
    .updateTable('inspections')
    .set({ partner_verdict: await partnerVerdict(tx, scan) })
    .where('scan', '=', scan)
    .execute();
  await note(tx, stepOf(row, 'partner-decided', at, { by: decision.by, decision: decision.decision }));
}
