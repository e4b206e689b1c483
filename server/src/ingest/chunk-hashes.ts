import type { Database } from '../ports/database.ts';
import type { ScanTables } from './scan-table.ts';

/** Hashes of the 8 MiB chunks of an object, 32 bytes each, as they were found on arrival; undefined for an unknown object. */
export async function chunkHashes(database: Database, sha256: string): Promise<Uint8Array | undefined> {
  const row = await database
    .tables<ScanTables>()
    .selectFrom('scan_objects')
    .select('chunk_hashes')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.chunk_hashes;
}
