import type { Database } from '../ports/database.ts';
import type { ReviewTables } from './inspection-table.ts';

/** Our decisions about a scan that stand in our log, oldest first: what was signed, and the leaf hash of its entry. */
export async function loggedDecisions(
  database: Database,
  scan: string,
): Promise<readonly { readonly cose: Uint8Array; readonly leaf: string }[]> {
  return database
    .tables<ReviewTables>()
    .selectFrom('decisions')
    .select(['cose', 'leaf_hash as leaf'])
    .where('scan', '=', scan)
    .orderBy('log_index')
    .execute();
}
