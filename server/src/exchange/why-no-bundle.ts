import type { Database } from '../ports/database.ts';
import type { ExchangeTables } from './exchange-table.ts';

/** Where a scan without a receipt stands, for whoever wanted its bundle. */
export async function whyNoBundle(scan: string, database: Database): Promise<string> {
  const tables = database.tables<ExchangeTables>();
  const offer = await tables
    .selectFrom('exchange_offers')
    .select(['id', 'state', 'ruling'])
    .where('scan', '=', scan)
    .where('item', '=', 'scan')
    .executeTakeFirst();
  if (!offer) return 'it was not admitted here, or there was no agreement then';
  if (offer.state === 'waiting') return 'it waits to be shared';
  if (offer.state === 'withheld') return `the agreement’s policy withheld it: ${policiesOf(offer.ruling)}`;
  const share = await tables
    .selectFrom('exchange_shares')
    .select(['state', 'reasons'])
    .where('offer', '=', offer.id)
    .executeTakeFirst();
  if (share?.state === 'refused') return `the partner refused it: ${share.reasons ?? ''}`;
  if (share?.state === 'withheld') return `it was withheld before it could go: ${share.reasons ?? ''}`;
  return 'it is shared, and the partner’s receipt has not come yet';
}

function policiesOf(ruling: string | null): string {
  const { errors = [], policies = [] } = JSON.parse(ruling ?? '{}') as {
    readonly errors?: readonly string[];
    readonly policies?: readonly string[];
  };
  return [...policies, ...errors].join(', ') || 'no rule permits it';
}
