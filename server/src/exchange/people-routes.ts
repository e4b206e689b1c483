import { Readable } from 'node:stream';
import { pageQuery, type ReasonBody, receivedList, shareByHandAnswer, shareList, shareQuery } from '@garita/api';
import { bundleSize, readPush, writeBundle } from '@garita/exchange';
import { readStatement, type StatementObject, toHex } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { bundleParts } from './bundle-parts.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { shareByHand } from './share-by-hand.ts';

/** A bundle as a file: its exact length and its bytes, streamed. */
export interface ExportedBundle {
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Everything that proves one scan was handed over, objects included. Throws `Refusal` when it cannot be made. */
export async function exportBundle(scan: string, needs: ExchangeNeeds): Promise<ExportedBundle> {
  const parts = await bundleParts(scan, needs);
  const { objects } = readStatement(parts.statement);
  for (const { sha256, size } of objects)
    if ((await needs.blobs.size(toHex(sha256))) !== size)
      throw new Error(`object ${toHex(sha256)} is not in the archive as it should be: run \`garita fsck\``);
  const open = (index: number) => readObject(objects[index], needs);
  return { size: bundleSize(needs.crypto, parts), bytes: writeBundle(needs.crypto, parts, open) };
}

/** Routes for people, `wake` when there may be something to share; mount inside a scope guarded by `requireApiKey`. */
export function peopleRoutes(app: FastifyInstance, needs: ExchangeNeeds, wake: () => void): void {
  app.get('/api/v1/shares', async (request) => listShares(shareQuery.parse(request.query), needs));
  app.get('/api/v1/received', async (request) => listReceived(shareQuery.parse(request.query), needs));
  app.get('/api/v1/withheld', async (request) => listWithheld(pageQuery.parse(request.query), needs));
  const sharers = { onRequest: allow('exchange-officer', 'supervisor') };
  app.post('/api/v1/scans/:scan/share', sharers, async (request) => {
    const { scan } = request.params as { scan: string };
    if (!/^[0-9a-f]{64}$/.test(scan)) throw new Refusal(404, 'SCAN_UNKNOWN', 'a scan is named by 64 hex digits');
    const answer = await shareByHand(scan, personOf(request).person, needs);
    wake();
    return shareByHandAnswer.parse(answer);
  });
  // A bundle holds the images too.
  const exporters = { onRequest: allow('exchange-officer', 'supervisor', 'auditor', 'administrator') };
  app.get('/api/v1/scans/:scan/bundle', exporters, async (request, reply) => {
    const { scan } = request.params as { scan: string };
    if (!/^[0-9a-f]{64}$/.test(scan)) throw new Refusal(404, 'SCAN_UNKNOWN', 'a scan is named by 64 hex digits');
    const { size, bytes } = await exportBundle(scan, needs);
    return reply
      .header('content-type', 'application/x-tar')
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${scan.slice(0, 16)}.garita"`)
      .send(Readable.from(bytes, { objectMode: false }));
  });
}

interface Page {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly scan?: string | undefined;
}

async function listShares({ before = Number.MAX_SAFE_INTEGER, limit, scan }: Page, needs: ExchangeNeeds) {
  let shared = needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select([
      'share.leaf',
      'share.log_index',
      'share.agreement',
      'share.state',
      'share.shared_at',
      'share.delivered_at',
    ])
    .select(['share.closed_at', 'share.attempts', 'share.reasons'])
    .select(['offer.item', 'offer.subject', 'offer.scan', 'offer.ruling', 'offer.asked_by'])
    .where('share.log_index', '<', before)
    .orderBy('share.log_index', 'desc')
    .limit(limit);
  if (scan !== undefined) shared = shared.where('offer.scan', '=', scan);
  const rows = await shared.execute();
  const shares = rows.map((row) => ({
    share: row.leaf,
    item: row.item,
    subject: row.subject,
    scan: row.scan,
    recipient: needs.partner.agency,
    agreement: row.agreement,
    state: row.state === 'due' ? ('waiting' as const) : row.state,
    sharedAt: row.shared_at,
    deliveredAt: row.delivered_at,
    receiptedAt: row.state === 'receipted' ? row.closed_at : null,
    attempts: row.attempts,
    policies: permittedBy(row.ruling),
    by: row.asked_by,
    reasons: JSON.parse(row.reasons ?? '[]') as ReasonBody[],
  }));
  return shareList.parse({ shares, next: rows.length === limit ? (rows.at(-1)?.log_index ?? null) : null });
}

/** Of a share that was withheld later, the ruling says why it was: nothing permits it any more. */
function permittedBy(ruling: string | null): string[] {
  const { permitted, policies = [] } = JSON.parse(ruling ?? '{}');
  return permitted === true ? policies : [];
}

async function listReceived({ before = Number.MAX_SAFE_INTEGER, limit, scan }: Page, needs: ExchangeNeeds) {
  let arrived = needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_received')
    .selectAll()
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit);
  if (scan !== undefined) arrived = arrived.where('scan', '=', scan);
  const rows = await arrived.execute();
  const received = await Promise.all(
    rows.map(async (row) => ({
      share: row.share,
      sender: row.sender,
      item: row.item,
      subject: row.subject,
      scan: row.scan,
      state: row.state,
      receivedAt: row.arrived_at,
      settledAt: row.decided_at,
      objects: await Promise.all(
        statedObjects(row).map(async ({ sha256, size }, index) => {
          const hash = toHex(sha256);
          return { index, sha256: hash, size, have: (await needs.blobs.size(hash)) === size };
        }),
      ),
      reasons: JSON.parse(row.reasons) as ReasonBody[],
    })),
  );
  return receivedList.parse({ received, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null });
}

/** What the agreement's policy kept back, newest first, and why. */
async function listWithheld({ before = Number.MAX_SAFE_INTEGER, limit }: Page, needs: ExchangeNeeds) {
  const rows = await needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .select(['id', 'item', 'subject', 'scan', 'offered_at', 'ruling'])
    .where('state', '=', 'withheld')
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const withheld = rows.map(({ ruling, offered_at, id: _id, ...row }) => {
    const { policies, errors } = JSON.parse(ruling ?? '{"policies":[],"errors":[]}');
    return { ...row, offeredAt: offered_at, policies, errors };
  });
  return { withheld, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null };
}

function statedObjects(row: { readonly item: 'scan' | 'decision'; readonly push: Uint8Array }) {
  if (row.item !== 'scan') return [];
  try {
    return readStatement(readPush(row.push).subject).objects;
  } catch {
    // A share can be refused because its statement is unreadable; it is listed all the same.
    return [];
  }
}

async function* readObject(object: StatementObject | undefined, needs: ExchangeNeeds): AsyncGenerator<Uint8Array> {
  const stream = object ? await needs.blobs.read(toHex(object.sha256)) : undefined;
  if (!stream) throw new Error('an object left the archive during the export');
  yield* stream as AsyncIterable<Uint8Array>;
}
