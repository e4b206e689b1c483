import type { Database } from '../ports/database.ts';
import type { ScanTables } from './scan-table.ts';

/** A scan's statement as it was signed, admitted or quarantined; `undefined` for one that never came here. */
export async function findStatement(database: Database, scan: string): Promise<Uint8Array | undefined> {
  const row = await database
    .tables<ScanTables>()
    .selectFrom('scans')
    .select('statement')
    .where('scan', '=', scan)
    .executeTakeFirst();
  return row?.statement;
}
