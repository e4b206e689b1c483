import type { AdmittedEntry } from '../ports/admitted-scan.ts';
import type { Database } from '../ports/database.ts';
import type { ScanTables } from './scan-table.ts';

/** A scan that was admitted here, and where the log says so; undefined for a quarantined or unknown one. */
export async function findAdmitted(database: Database, scan: string): Promise<AdmittedEntry | undefined> {
  const row = await database
    .tables<ScanTables>()
    .selectFrom('scans')
    .select(['statement', 'leaf_hash', 'trust_list', 'at', 'log_index'])
    .where('scan', '=', scan)
    .where('state', '=', 'admitted')
    .executeTakeFirst();
  if (!row || row.trust_list === null) return undefined;
  const { statement, trust_list: trustList, at } = row;
  return { scan, statement, trustList, at, index: row.log_index, leaf: row.leaf_hash };
}
