import type { DecisionAnswer, OoiKindBody } from '@garita/api';
import {
  type AgencyDescriptor,
  encodeRecord,
  type TrustCrypto,
  TrustError,
  type VerifiedDecision,
  verifyDecision,
} from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { Placed, TransparencyLog } from '../ports/transparency-log.ts';
import type { ReviewTables } from './inspection-table.ts';
import { holder, one, shown } from './inspections.ts';

/** A decision that stands in the log, as the rooms see it that go on with it. */
export interface LoggedDecision {
  /** SHA-256 of the signed decision, hex. */
  readonly hash: string;
  readonly cose: Uint8Array;
  readonly decision: VerifiedDecision;
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

export interface DecideNeeds {
  readonly crypto: TrustCrypto;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  descriptor(): AgencyDescriptor;
  /** What else happens in the transaction that keeps and logs the decision; run again when that was rolled back. */
  decidedAlso(tx: Tx, decided: LoggedDecision): Promise<void>;
}

export interface SignedDecision {
  readonly scan: string;
  /** Whose API key it came with. */
  readonly person: string;
  readonly cose: Uint8Array;
}

/**
 * Keeps and logs a decision made by the person who holds the case. Sent again, it is answered as before; a second
 * decision needs a claim of its own, and both stay.
 */
export async function decide(signed: SignedDecision, needs: DecideNeeds): Promise<DecisionAnswer> {
  const { database, clock } = needs;
  const at = clock.now();
  const decision = await verified(signed.cose, needs, at);
  const hash = Buffer.from(decision.hash).toString('hex');
  if (Buffer.from(decision.scan).toString('hex') !== signed.scan)
    throw new Refusal(409, 'DECISION_OTHER_SCAN', 'the signed decision names another scan than the address');
  if (decision.by !== signed.person)
    throw new Refusal(403, 'DECISION_OTHER_PERSON', `signed by ${decision.by}, sent with the key of ${signed.person}`);
  const before = await answered(database, signed.scan, hash, at);
  if (before) return before;
  const record = encodeRecord({ v: 1, kind: 'decision', at, decision: decision.hash, scan: decision.scan });
  await needs.log
    .append([{ kind: 'decision', record }], (tx, [placed]) =>
      keep(tx, placed as Placed, hash, { ...signed, decision, at }, needs),
    )
    .catch((error: unknown) => {
      // The same decision sent twice at once: the first one stands, and is the answer to both.
      if (!(error instanceof AlreadyKept)) throw error;
    });
  const answer = await answered(database, signed.scan, hash, clock.now());
  if (!answer) throw new Error(`decision ${hash} was logged and is not there`);
  return answer;
}

class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept';
}

async function keep(
  tx: Tx,
  log: Placed,
  hash: string,
  signed: SignedDecision & { readonly decision: VerifiedDecision; readonly at: number },
  needs: DecideNeeds,
): Promise<void> {
  const { decision, at, scan } = signed;
  const tables = tx.tables<ReviewTables>();
  const row = await one(tables, scan);
  const twin = await tables.selectFrom('decisions').select('decision').where('decision', '=', hash).executeTakeFirst();
  if (twin) throw new AlreadyKept();
  const by = holder(row, at);
  if (by !== decision.by)
    throw by === undefined
      ? new Refusal(409, 'INSPECTION_NOT_CLAIMED', 'nobody holds this inspection')
      : new Refusal(409, 'INSPECTION_CLAIMED', `${by} is looking at it`);
  const outside = decision.marks.find((mark) => mark.object >= row.objects);
  if (outside) throw new Refusal(422, 'DECISION_MALFORMED', `a mark names object ${outside.object} of ${row.objects}`);
  await tables
    .insertInto('decisions')
    .values({
      decision: hash,
      scan,
      by: decision.by,
      verdict: decision.decision,
      signed_at: decision.at,
      received_at: at,
      cose: signed.cose,
      log_index: log.index,
      leaf_hash: Buffer.from(log.leafHash).toString('hex'),
    })
    .execute();
  await tables
    .updateTable('inspections')
    .set({ claimed_by: null, claimed_until: null, decided_at: at })
    .where('scan', '=', scan)
    .execute();
  await needs.decidedAlso(tx, {
    hash,
    cose: signed.cose,
    decision,
    scan,
    scanId: row.scan_id,
    device: row.device,
    site: row.site,
    lane: row.lane,
    ooiKind: row.ooi_kind as OoiKindBody,
    openedAt: row.opened_at,
    at,
    log,
  });
}

async function verified(cose: Uint8Array, needs: DecideNeeds, at: number): Promise<VerifiedDecision> {
  try {
    return await verifyDecision(needs.crypto, cose, needs.descriptor(), at);
  } catch (error) {
    if (error instanceof TrustError) throw new Refusal(422, error.code, error.message);
    throw error;
  }
}

async function answered(
  database: Database,
  scan: string,
  hash: string,
  now: number,
): Promise<DecisionAnswer | undefined> {
  const tables = database.tables<ReviewTables>();
  const row = await tables
    .selectFrom('decisions')
    .select('log_index')
    .where('decision', '=', hash)
    .where('scan', '=', scan)
    .executeTakeFirst();
  return row && { inspection: shown(await one(tables, scan), now), decision: hash, logIndex: row.log_index };
}
