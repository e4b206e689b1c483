import type { ReasonBody } from '@garita/api';
import {
  ExchangeError,
  readPush,
  readShareRecord,
  type SharePush,
  type ShareReason,
  type VerifiedShare,
  verifyShare,
} from '@garita/exchange';
import { hashLeaf, parseProof } from '@garita/transparency-log';
import { commit, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Tx } from '../ports/database.ts';
import type { Placed } from '../ports/transparency-log.ts';
import { keepDocument } from './documents.ts';
import { noticeRefusals } from './equipment-notices.ts';
import type { AgreementInForce, ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import {
  findReceived,
  MAX_REASONS,
  type NewReceived,
  noteReceived,
  type Received,
  receivedFacts,
  receivedRecord,
} from './received.ts';
import { isScanBetweenUs } from './scans-between-us.ts';
import { agreementFor, shareContext } from './share-context.ts';
import { noteListUse, trustListOutOfOrder } from './trust-list-order.ts';

/** Answer to a push: 202 when it is kept here, 422 when it does not show a share of the sender's to us. */
export interface PushReply {
  readonly status: 202 | 422;
  readonly share: string;
  readonly state: 'pulling' | 'received' | 'refused';
  readonly reasons: readonly ReasonBody[];
  /** Newly kept: there is something to pull, or a receipt to send. */
  readonly news: boolean;
}

/**
 * With one of these the push does not show what the sender's log says of this share; another push of it may. It is
 * refused without a trace: a refusal that is logged and signed is for ever, and must be about the share itself.
 */
const NOT_SHOWN: ReadonlySet<string> = new Set([
  'DESCRIPTOR_INVALID',
  'DESCRIPTOR_MISMATCH',
  'SHARE_PROOF_INVALID',
  'SHARE_MISMATCH',
  'RECIPIENT_MISMATCH',
  'ADMISSION_PROOF_INVALID',
  'ADMISSION_MISMATCH',
  'TRUST_LIST_MISSING',
]);

/**
 * Judges a push by everything that needs no pixels and keeps it. A repeated push is answered with what is known.
 * Throws `Refusal` when the push is unreadable (400), names an older descriptor than is known (409), or when what it
 * names cannot be fetched just now (503).
 */
export async function receiveShare(body: Uint8Array, needs: ExchangeNeeds): Promise<PushReply> {
  const push = readOrRefuse(body);
  const share = toHex(hashLeaf(needs.crypto.hasher, commit(needs.crypto.hasher, 'share', push.share)));
  const known = await findReceived(needs, share);
  if (known) return repeated(needs, known);
  const agreement = await agreementFor(push, needs);
  if (!agreement) throw new Refusal(503, 'BUSY', 'no agreement is in force here', { 'retry-after': '60' });
  const context = await shareContext(push, agreement, needs);
  const judged = await verifyShare(needs.crypto, push, context);
  const reasons = judged.ok ? await ownReasons(judged.share, needs) : judged.reasons.map(asBody);
  if (!judged.ok && judged.reasons.some(({ code }) => NOT_SHOWN.has(code)))
    return { status: 422, share, state: 'refused', reasons: reasons.slice(0, MAX_REASONS), news: false };

  const row = rowOf(needs, share, push, body, agreement, judged.ok ? judged.share : undefined);
  if (judged.ok && reasons.length === 0) return keep(needs, row, judged.share, context.trustList);
  return settleAtOnce(needs, { ...row, state: 'refused', reasons: JSON.stringify(reasons) });
}

function readOrRefuse(body: Uint8Array): SharePush {
  try {
    const push = readPush(body);
    readShareRecord(push);
    return push;
  } catch (error) {
    if (error instanceof ExchangeError) throw new Refusal(400, 'BODY_MALFORMED', `${error.code}: ${error.message}`);
    throw error;
  }
}

async function repeated(needs: ExchangeNeeds, row: Received): Promise<PushReply> {
  // The sender pushes again what it has no receipt for: a receipt it says it did not get goes out once more.
  if (row.receipt_state === 'sent')
    await needs.log.append([], async (tx) => {
      await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_received')
        .set({ receipt_state: 'due', receipt_next_at: needs.clock.now() })
        .where('share', '=', row.share)
        .where('receipt_state', '=', 'sent')
        .execute();
    });
  const reasons = JSON.parse(row.reasons) as ReasonBody[];
  const state = row.state === 'verified' ? 'received' : row.state;
  return { status: 202, share: row.share, state, reasons, news: row.receipt_state === 'sent' };
}

/** What our own agency holds against a share that is otherwise in order. */
async function ownReasons(share: VerifiedShare, needs: ExchangeNeeds): Promise<ReasonBody[]> {
  if (!share.statement) return (await isScanBetweenUs(toHex(share.scan), needs)) ? [] : [SCAN_UNKNOWN_HERE];
  const { statement, trustList } = share;
  const told = await noticeRefusals({ statement, answers: trustList?.answers ?? [] }, needs);
  const refusals = [...told, ...(await needs.partnerRefusals(statement))];
  const order = await trustListOutOfOrder(share, needs);
  return order === undefined ? refusals : [order, ...refusals];
}

const SCAN_UNKNOWN_HERE: ReasonBody = {
  code: 'DECISION_SCAN_UNKNOWN',
  detail: 'neither agency handed the other the scan this decision is about',
};

function rowOf(
  needs: ExchangeNeeds,
  share: string,
  push: SharePush,
  body: Uint8Array,
  agreement: AgreementInForce,
  verified: VerifiedShare | undefined,
): NewReceived {
  const at = needs.clock.now();
  const record = readShareRecord(push);
  return {
    share,
    sender: needs.partner.agency,
    item: push.item,
    subject: toHex(record.subject),
    scan: toHex(record.scan),
    share_index: parseProof(push.shareProof).index,
    push: body,
    trust_list: push.trustList === null ? null : toHex(push.trustList),
    descriptor: toHex(push.descriptor),
    agreement: toHex(agreement.signed.hash),
    facts: JSON.stringify(verified?.statement ? receivedFacts(verified) : null),
    bytes: (verified?.statement?.objects ?? []).reduce((sum, object) => sum + object.size, 0),
    arrived_at: at,
    state: 'pulling',
    reasons: '[]',
    attempts: 0,
    next_at: 0,
    last_error: null,
    entry_index: null,
    entry_leaf: null,
    decided_at: null,
    receipt: null,
    receipt_state: 'none',
    receipt_attempts: 0,
    receipt_next_at: 0,
  };
}

function keep(
  needs: ExchangeNeeds,
  row: NewReceived,
  share: VerifiedShare,
  trustList: Uint8Array | undefined,
): Promise<PushReply> {
  if (row.item === 'decision') return settleAtOnce(needs, { ...row, state: 'verified' }, share);
  return insertOnce(needs, row, [], async (tx) => {
    if (!share.trustList || !trustList || row.trust_list === null) return;
    const { agency, version } = share.trustList;
    const document = { hash: row.trust_list, agency, kind: 'trust-list', version, bytes: trustList } as const;
    await keepDocument(tx, { ...document, kept_at: needs.clock.now() });
    await noteListUse(tx, row.trust_list, share);
  });
}

/** Logs what we found and keeps the row in one transaction: nothing is left to pull. */
function settleAtOnce(needs: ExchangeNeeds, row: NewReceived, share?: VerifiedShare): Promise<PushReply> {
  const reasons = JSON.parse(row.reasons) as ReasonBody[];
  const at = needs.clock.now();
  const settled: NewReceived = { ...row, decided_at: at, receipt_state: 'due' };
  return insertOnce(needs, settled, [receivedRecord(needs, row, [], reasons)], async (tx, placed) => {
    await noteReceived(needs, tx, row, at, reasons);
    if (!share?.decision || !placed) return;
    const { scan, sender: agency } = row;
    const { decision, push } = share;
    await needs.partnerDecidedAlso(tx, { scan, agency, cose: push.subject, decision, logIndex: placed.index, at });
  });
}

/** Two deliveries of one share may be judged side by side; the unique key lets the first in, with its log entry. */
async function insertOnce(
  needs: ExchangeNeeds,
  row: NewReceived,
  events: readonly { readonly kind: 'received'; readonly record: Uint8Array }[],
  also: (tx: Tx, placed: Placed | undefined) => Promise<void>,
): Promise<PushReply> {
  try {
    await needs.log.append(events, async (tx, [placed]) => {
      const entry = placed ? { entry_index: placed.index, entry_leaf: toHex(placed.leafHash) } : {};
      const inserted = await tx
        .tables<ExchangeTables>()
        .insertInto('exchange_received')
        .values({ ...row, ...entry })
        .onConflict((conflict) => conflict.column('share').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) throw new AlreadyReceived();
      await also(tx, placed);
    });
  } catch (error) {
    const known = error instanceof AlreadyReceived ? await findReceived(needs, row.share) : undefined;
    if (!known) throw error;
    return repeated(needs, known);
  }
  const state = row.state === 'verified' ? 'received' : row.state;
  return { status: 202, share: row.share, state, reasons: JSON.parse(row.reasons) as ReasonBody[], news: true };
}

class AlreadyReceived extends Error {
  override readonly name = 'AlreadyReceived';
}

function asBody(reason: ShareReason): ReasonBody {
  const { code, detail } = reason;
  return {
    code,
    detail: detail.slice(0, 2000),
    ...('object' in reason && reason.object !== undefined ? { object: reason.object } : {}),
    ...('notice' in reason && reason.notice ? { notice: reason.notice.map((notice) => ({ ...notice })) } : {}),
  };
}
