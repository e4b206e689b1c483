import { readPush } from '@garita/exchange';
import { readStatement } from '@garita/trust';
import type { Database, Tx } from '../ports/database.ts';
import type { ExchangeTables } from './exchange-table.ts';
import type { WalkFacts } from './offers.ts';
import type { ReceivedFacts } from './received.ts';

/** Whether a scan was handed over between the two agencies, either way: only about such are decisions and questions. */
export async function isScanBetweenUs(scan: string, { database }: { readonly database: Database }): Promise<boolean> {
  return (await walkBetweenUs(scan, database)) !== undefined;
}

/** Who walks, of a scan that was handed over either way; undefined for any other. */
export async function walkBetweenUs(scan: string, database: Database | Tx): Promise<WalkFacts | undefined> {
  const tables = database.tables<ExchangeTables>();
  const ours = await tables
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select('offer.facts')
    .where('offer.subject', '=', scan)
    .where('offer.item', '=', 'scan')
    .where('share.state', '!=', 'withheld')
    .executeTakeFirst();
  if (ours) return (JSON.parse(ours.facts) as { readonly walk: WalkFacts }).walk;
  const theirs = await tables
    .selectFrom('exchange_received')
    .select('facts')
    .where('scan', '=', scan)
    .where('item', '=', 'scan')
    .where('state', '!=', 'refused')
    .executeTakeFirst();
  const facts = theirs && (JSON.parse(theirs.facts) as ReceivedFacts | null);
  if (!facts) return undefined;
  const { configurationStatus: _, ...walk } = facts;
  return walk;
}

/** What the policy may ask of the partner's scan, for a decision about it; undefined unless it was found good here. */
export async function partnersScan(scan: string, tx: Tx) {
  const row = await tx
    .tables<ExchangeTables>()
    .selectFrom('exchange_received')
    .select(['push', 'facts', 'sender'])
    .where('scan', '=', scan)
    .where('item', '=', 'scan')
    .where('state', '=', 'verified')
    .executeTakeFirst();
  const facts = row && (JSON.parse(row.facts) as ReceivedFacts | null);
  if (!row || !facts) return undefined;
  const { configurationStatus, ...walk } = facts;
  const { direction, sample } = readStatement(readPush(row.push).subject);
  const { site, lane, ooiKind, device, capturedAt } = walk;
  return {
    walk,
    policy: {
      owner: row.sender,
      // The kinds of the partner's sites are in its register, not in ours.
      siteKind: 'unknown',
      ...{ site, lane, direction, ooiKind, device, sample, capturedAt },
      // Rows of earlier versions did not keep it; then the policy hears that nobody knows.
      configurationStatus: configurationStatus ?? 'unknown',
      admitted: true,
    },
  };
}
