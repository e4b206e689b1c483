import type { Database } from '../ports/database.ts';
import type { WalkTables } from './walk-table.ts';

/**
 * How many of the scans that these lanes had admitted went on to the partner, from 0 to 1, by the events that are still
 * kept from `since` (ms since 1970) on; `null` when none was admitted.
 */
export async function sharedPart(database: Database, lanes: readonly string[], since: number): Promise<number | null> {
  if (lanes.length === 0) return null;
  const rows = await database
    .tables<WalkTables>()
    .selectFrom('walk_events')
    .select(['step', (select) => select.fn.countAll<number>().as('count')])
    .where('lane', 'in', lanes)
    .where('step', 'in', ['admitted', 'shared'])
    .where('at', '>=', since)
    .groupBy('step')
    .execute();
  const of = (step: string) => rows.find((row) => row.step === step)?.count ?? 0;
  // A scan can be shared again by hand, and one that was admitted before `since` is shared after it.
  return of('admitted') === 0 ? null : Math.min(1, of('shared') / of('admitted'));
}
