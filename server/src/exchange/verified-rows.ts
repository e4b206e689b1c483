import type { Database } from '../ports/database.ts';
import type { ExchangeTables } from './exchange-table.ts';

/** What of a scan, or of the decisions about it, came from the partner and was found good, the newest first. */
export function verifiedRows(database: Database, scan: string, item: 'scan' | 'decision') {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_received')
    .selectAll()
    .where('scan', '=', scan)
    .where('item', '=', item)
    .where('state', '=', 'verified')
    .orderBy('share_index', 'desc');
}
