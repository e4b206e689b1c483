import type { Database } from '../ports/database.ts';
import type { PictureTables } from './picture-table.ts';

/** Hashes of what was made from other objects, and can be made again: losing one is no loss. */
export async function derivedObjects(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database
    .tables<PictureTables>()
    .selectFrom('derived_objects')
    .select('sha256')
    .distinct()
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
