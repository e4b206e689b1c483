import { sql } from 'kysely';
import type { Database } from '../ports/database.ts';
import type { ReviewTables } from './inspection-table.ts';

export interface SiteQueue {
  /** Own cases nobody holds. */
  readonly waiting: number;
  /** When the oldest of them was opened, ms since 1970. */
  readonly oldestOpenedAt: number | null;
  /** Own cases without a decision, held or not, whose target time is over. */
  readonly late: number;
}

/** The queue by site of this agency's own scans; a site without open cases is not in it. */
export async function queueBySite(database: Database, now: number): Promise<ReadonlyMap<string, SiteQueue>> {
  const rows = await database
    .tables<ReviewTables>()
    .selectFrom('inspections')
    .where('decided_at', 'is', null)
    .where('undo_until', 'is', null)
    .where('origin', '=', 'own')
    .select([
      'site',
      sql<number>`sum(claimed_until is null or claimed_until <= ${now})`.as('waiting'),
      sql<number | null>`min(case when claimed_until is null or claimed_until <= ${now} then opened_at end)`.as(
        'oldestOpenedAt',
      ),
      sql<number>`sum(target_at < ${now})`.as('late'),
    ])
    .groupBy('site')
    .execute();
  return new Map(rows.map(({ site, ...queue }) => [site, queue]));
}
