import type { Database } from '../ports/database.ts';
import type { ReviewTables } from './inspection-table.ts';

/** Our decisions about a scan that stand in our log, oldest first: what was signed, and the leaf hash of its entry. */
export async function loggedDecisions(
  database: Database,
  scan: string,
): Promise<readonly { readonly cose: Uint8Array; readonly leaf: string }[]> {
  const tables = database.tables<ReviewTables>();
  const logged = await tables
    .selectFrom('decisions')
    .select(['cose', 'leaf_hash as leaf'])
    .where('scan', '=', scan)
    .orderBy('log_index')
    .execute();
  const row = await tables.selectFrom('inspections').select('second_after').where('scan', '=', scan).executeTakeFirst();
  // The newest waits for a second pair of eyes: it decides nothing yet, and is for nobody outside.
  return row?.second_after === null ? logged : logged.slice(0, -1);
}
