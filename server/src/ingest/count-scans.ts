import { sql } from 'kysely';
import type { Database } from '../ports/database.ts';
import type { ScanTables } from './scan-table.ts';

/** Equipment by what a statement says of itself. */
export interface MadeBy {
  readonly by: 'device' | 'configuration';
  readonly id: string;
}

export interface ScanCount {
  readonly admitted: number;
  /** Of the admitted ones; `null` when there are none. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly quarantined: number;
}

/**
 * Scans of some equipment that were judged from `since` on and before `until`, ms since 1970. Read from an index alone:
 * a million rows take some tens of milliseconds.
 */
export async function countScans(
  database: Database,
  made: MadeBy,
  { since, until }: { readonly since: number; readonly until: number },
): Promise<ScanCount> {
  const ofState = (state: 'admitted' | 'quarantined') =>
    database
      .tables<ScanTables>()
      .selectFrom('scans')
      .select((select) => [
        select.fn.countAll<number>().as('count'),
        select.fn.min<number | null>('at').as('first'),
        select.fn.max<number | null>('at').as('last'),
      ])
      .where(made.by, '=', made.id)
      .where('state', '=', state)
      .where('at', '>=', since)
      // The plus keeps SQLite from choosing the index by time, which would read the rows of all equipment.
      .where(sql<number>`+at`, '<', until)
      .executeTakeFirstOrThrow();
  const [admitted, quarantined] = [await ofState('admitted'), await ofState('quarantined')];
  return {
    admitted: admitted.count,
    firstAt: admitted.first,
    lastAt: admitted.last,
    quarantined: quarantined.count,
  };
}
