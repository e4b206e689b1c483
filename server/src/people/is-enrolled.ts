import type { Database } from '../ports/database.ts';
import type { PeopleTables } from './people-table.ts';

/** Whether a certificate of this device is good at `at`, ms since 1970: not revoked, and its time not over. */
export async function isEnrolled(database: Database, device: string, at: number): Promise<boolean> {
  const row = await database
    .tables<PeopleTables>()
    .selectFrom('enrolled_devices')
    .select('certificate_hash')
    .where('device', '=', device)
    .where('revoked_at', 'is', null)
    .where('not_after', '>', at)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
