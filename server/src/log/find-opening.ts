import type { Database } from '../ports/database.ts';
import type { OpenedEntry } from '../ports/transparency-log.ts';
import type { LogTables } from './log-table.ts';

/** The record behind a private entry, by the hex of its leaf hash; undefined for a public entry or an unknown one. */
export async function findOpening(database: Database, leafHash: string): Promise<OpenedEntry | undefined> {
  const row = await database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .selectAll()
    .where('leaf_hash', '=', leafHash)
    .executeTakeFirst();
  if (!row?.salt || !row.record) return undefined;
  return { index: row.position, kind: row.kind, opening: { salt: row.salt, record: row.record } };
}
