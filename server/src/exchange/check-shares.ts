import { createHash } from 'node:crypto';
import { ExchangeError, readPush, readReceipt, verifyReceipt } from '@garita/exchange';
import { type AgencyDescriptor, readRecord, readStatement, type TrustCrypto, TrustError, toHex } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import { checkQuestions } from './check-questions.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { storedHash } from './stored-hash.ts';

const ROWS_AT_ONCE = 500;

export interface CheckSharesNeeds {
  readonly database: Database;
  readonly crypto: TrustCrypto;
  readonly at: number;
  /** Our agency's id and its witness's verifier key. */
  readonly agency: string;
  readonly witnessKey: string;
  readonly partner: AgencyDescriptor;
  opening(leafHash: string): ReturnType<TransparencyLog['opening']>;
  /** Hashes of the objects whose bytes are sound. */
  readonly sound: ReadonlySet<string>;
}

export interface SharesChecked {
  readonly shares: number;
  readonly received: number;
  /** Hashes of the objects that scans of the partner's refer to. */
  readonly objects: Set<string>;
}

/** Everything handed over or taken is logged as what it is; receipts still prove it; the partner's objects are whole. */
export async function checkShares(needs: CheckSharesNeeds, report: CheckReport): Promise<SharesChecked> {
  let [shares, received] = [0, 0];
  const objects = new Set<string>();
  for await (const row of shareRows(needs.database)) {
    shares++;
    await checkShare(row, needs, report);
  }
  for await (const row of receivedRows(needs.database)) {
    received++;
    await checkReceived(row, objects, needs, report);
  }
  await checkQuestions(needs, report);
  return { shares, received, objects };
}

async function checkShare(row: ShareRow, needs: CheckSharesNeeds, report: CheckReport): Promise<void> {
  const entry = await needs.opening(row.leaf);
  const event = entry && readRecord(entry.opening.record);
  const subject = createHash('sha256').update(row.payload).digest('hex');
  const logged =
    event?.kind === 'share' &&
    entry?.index === row.log_index &&
    toHex(event.subject) === subject &&
    subject === row.subject;
  if (!logged)
    report.problem({
      code: 'SHARE_NOT_LOGGED',
      subject: row.leaf,
      detail: `the log has no share entry for ${row.item} ${row.subject} at ${row.log_index}`,
    });
  if (row.receipt) await checkReceipt(row, row.receipt, needs, report);
}

async function checkReceipt(
  row: ShareRow,
  bytes: Uint8Array,
  needs: CheckSharesNeeds,
  report: CheckReport,
): Promise<void> {
  const altered = (detail: string) => report.problem({ code: 'RECEIPT_ALTERED', subject: row.leaf, detail });
  try {
    const verdict = await verifyReceipt(needs.crypto, readReceipt(bytes), {
      at: needs.at,
      sender: needs.agency,
      recipient: needs.partner,
      witness: needs.witnessKey,
      share: storedHash(row.leaf),
      item: row.item,
      subject: storedHash(row.subject),
      objects: row.item === 'scan' ? readStatement(row.payload).objects.map(({ sha256 }) => sha256) : [],
    });
    if (!verdict.ok) altered(verdict.reasons.map(({ code, detail }) => `${code}: ${detail}`).join('; '));
    else if ((verdict.receipt.result === 'verified') !== (row.state === 'receipted'))
      altered(`it says ${verdict.receipt.result} and the share is kept as ${row.state}`);
  } catch (error) {
    if (!(error instanceof ExchangeError || error instanceof TrustError)) throw error;
    altered(`${error.code}: ${error.message}`);
  }
}

async function checkReceived(
  row: ReceivedRow,
  objects: Set<string>,
  needs: CheckSharesNeeds,
  report: CheckReport,
): Promise<void> {
  // Objects on their way in are referred to as well: what has arrived of them is nobody's orphan.
  if (row.state !== 'refused' && row.item === 'scan')
    for (const hash of statedObjects(row, report)) {
      objects.add(hash);
      if (row.state === 'verified' && !needs.sound.has(hash))
        report.problem({
          code: 'OBJECT_LOST',
          subject: hash,
          detail: `the partner's scan ${row.scan} needs it and it is not sound in the archive`,
        });
    }
  if (row.state === 'pulling') return;
  const entry = row.entry_leaf === null ? undefined : await needs.opening(row.entry_leaf);
  const event = entry && readRecord(entry.opening.record);
  const logged =
    event?.kind === 'received' &&
    entry?.index === row.entry_index &&
    toHex(event.share) === row.share &&
    event.result === row.state;
  if (!logged)
    report.problem({
      code: 'SHARE_NOT_LOGGED',
      subject: row.share,
      detail: `the log has no received entry for it at ${row.entry_index}`,
    });
}

function statedObjects(row: ReceivedRow, report: CheckReport): string[] {
  try {
    return readStatement(readPush(row.push).subject).objects.map(({ sha256 }) => toHex(sha256));
  } catch (error) {
    if (!(error instanceof ExchangeError || error instanceof TrustError)) throw error;
    const detail = `what the partner sent can no longer be read: ${error.code}: ${error.message}`;
    report.problem({ code: 'SHARE_ALTERED', subject: row.share, detail });
    return [];
  }
}

type ShareRow = Awaited<ReturnType<typeof sharesAfter>>[number];
type ReceivedRow = Awaited<ReturnType<typeof receivedAfter>>[number];

function sharesAfter(database: Database, after: number) {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select(['share.leaf', 'share.log_index', 'share.state', 'share.receipt'])
    .select(['offer.item', 'offer.subject', 'offer.payload'])
    .where('share.log_index', '>', after)
    .orderBy('share.log_index')
    .limit(ROWS_AT_ONCE)
    .execute();
}

function receivedAfter(database: Database, after: number) {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_received')
    .select(['id', 'share', 'item', 'scan', 'push', 'state', 'entry_index', 'entry_leaf'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute();
}

async function* shareRows(database: Database): AsyncGenerator<ShareRow> {
  for (let after = -1; ; ) {
    const rows = await sharesAfter(database, after);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.log_index;
  }
}

async function* receivedRows(database: Database): AsyncGenerator<ReceivedRow> {
  for (let after = -1; ; ) {
    const rows = await receivedAfter(database, after);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
