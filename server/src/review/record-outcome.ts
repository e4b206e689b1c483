import type { OutcomeAnswer } from '@garita/api';
import {
  type AgencyDescriptor,
  encodeRecord,
  type TrustCrypto,
  type VerifiedOutcome,
  verifyOutcome,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import { caseOf, shown } from './case-row.ts';
import { demandOwn } from './demand-own.ts';
import type { ReviewTables } from './inspection-table.ts';
import { type NoteStep, stepOf } from './walk-step.ts';

export interface RecordOutcomeNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly note: NoteStep;
  descriptor(): AgencyDescriptor;
}

export interface SignedOutcome {
  readonly scan: string;
  readonly person: string;
  readonly cose: Uint8Array;
}

/** Keeps and logs what an examination found. A correction is another outcome: the newest counts, all stay. */
export async function recordOutcome(signed: SignedOutcome, needs: RecordOutcomeNeeds): Promise<OutcomeAnswer> {
  const { database, clock } = needs;
  const at = clock.now();
  const outcome = await demandOwn('OUTCOME', signed, () =>
    verifyOutcome(needs.crypto, signed.cose, needs.descriptor(), at),
  );
  const hash = Buffer.from(outcome.hash).toString('hex');
  await caseOf(database.tables<ReviewTables>(), signed.scan);
  const before = await answered(database, signed.scan, hash, at);
  if (before) return before;
  const record = encodeRecord({ v: 1, kind: 'outcome', at, outcome: outcome.hash, scan: outcome.scan });
  await needs.log
    .append([{ kind: 'outcome', record }], (tx, [placed]) => keep(tx, placed as Placed, hash, signed, outcome, needs))
    .catch((error: unknown) => {
      if (!(error instanceof AlreadyRecorded)) throw error;
    });
  const answer = await answered(database, signed.scan, hash, clock.now());
  if (!answer) throw new Error(`outcome ${hash} was logged and is not there`);
  return answer;
}

class AlreadyRecorded extends Error {
  override readonly name = 'AlreadyRecorded';
}

async function keep(
  tx: Tx,
  log: Placed,
  hash: string,
  { scan, cose }: SignedOutcome,
  outcome: VerifiedOutcome,
  { clock, note }: RecordOutcomeNeeds,
): Promise<void> {
  const tables = tx.tables<ReviewTables>();
  const row = await caseOf(tables, scan);
  const twin = await tables.selectFrom('outcomes').select('outcome').where('outcome', '=', hash).executeTakeFirst();
  if (twin) throw new AlreadyRecorded();
  const now = clock.now();
  await tables
    .insertInto('outcomes')
    .values({
      ...{ outcome: hash, scan, by: outcome.by, result: outcome.result, signed_at: outcome.at, received_at: now, cose },
      log_index: log.index,
      leaf_hash: Buffer.from(log.leafHash).toString('hex'),
    })
    .execute();
  await tables.updateTable('inspections').set({ outcome: outcome.result }).where('scan', '=', scan).execute();
  await note(tx, stepOf(row, 'outcome', now, { by: outcome.by }));
}

async function answered(
  database: Database,
  scan: string,
  hash: string,
  now: number,
): Promise<OutcomeAnswer | undefined> {
  const tables = database.tables<ReviewTables>();
  const row = await tables.selectFrom('outcomes').select('log_index').where('outcome', '=', hash).executeTakeFirst();
  return row && { inspection: shown(await caseOf(tables, scan), now), outcome: hash, logIndex: row.log_index };
}
