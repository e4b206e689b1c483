import { WALK_STEPS, type WalkEvent } from '@garita/api';
import { sql } from 'kysely';
import type { Database, Tx } from '../ports/database.ts';
import type { WalkTables } from './walk-table.ts';

export type NewWalkEvent = Omit<WalkEvent, 'id'>;

/** Events kept for readers that resume; at eight to ten steps a scan this is the last 12 000 or more scans. */
const EVENTS_KEPT = 120_000;
const FORGET_EVERY = 1000;
/** `note` cannot know when its transaction commits, so the reader looks again: soon at first, then seldom. */
const LOOK_AGAIN_MS = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 500, 1000] as const;

interface WalkTotals {
  readonly steps: Readonly<Record<WalkEvent['step'], number>>;
  /** How many scans were quarantined for each first reason. */
  readonly quarantined: Readonly<Record<string, number>>;
}

/** The walk of every scan, as it is committed: noted by the rooms, read by whoever watches. */
export interface WalkBook {
  /** Writes the event in the caller's transaction; readers see it once that commits, and never if it does not. */
  note(tx: Tx, event: NewWalkEvent): Promise<void>;
  /** Committed events behind `after`, oldest first, at most `limit`. */
  since(after: number, limit: number): Promise<readonly WalkEvent[]>;
  newestId(): Promise<number>;
  totals(): Promise<WalkTotals>;
  /** Events of one step in [from, to), ms since 1970. */
  countBetween(step: WalkEvent['step'], from: number, to: number): Promise<number>;
  /** Calls back whenever there may be something new; returns how to stop. */
  watch(changed: () => void): () => void;
  close(): void;
}

export function openWalkBook(database: Database): WalkBook {
  const watchers = new Set<() => void>();
  let noted = 0;
  let seen = 0;
  let looks = 0;
  let timer: NodeJS.Timeout | undefined;

  const newestId = async () => {
    const row = await database
      .tables<WalkTables>()
      .selectFrom('walk_events')
      .select((select) => select.fn.max('id').as('id'))
      .executeTakeFirst();
    return row?.id ?? 0;
  };

  // The read-only connection sees commits alone, so an event that was rolled back can never reach a watcher.
  const look = async () => {
    timer = undefined;
    const newest = await newestId().catch(() => seen);
    if (newest > seen) {
      seen = newest;
      for (const changed of watchers) changed();
    }
    if (seen >= noted) return;
    const wait = LOOK_AGAIN_MS[looks++];
    // Two seconds and still not there: it was rolled back.
    if (wait === undefined) noted = seen;
    else lookIn(wait);
  };
  const lookIn = (ms: number) => {
    if (timer !== undefined) return;
    timer = setTimeout(look, ms);
    timer.unref();
  };

  return {
    async note(tx, event) {
      const tables = tx.tables<WalkTables>();
      const { at, lane, ms = null, scan, site } = event;
      const row = { at, step: event.step, scan, site, lane, ms, event: JSON.stringify(event) };
      const { insertId } = await tables.insertInto('walk_events').values(row).executeTakeFirstOrThrow();
      const code = event.step === 'quarantined' ? (event.reasons?.[0]?.code ?? '') : '';
      await tables
        .insertInto('walk_counts')
        .values({ step: event.step, code, count: 1 })
        .onConflict((conflict) => conflict.columns(['step', 'code']).doUpdateSet({ count: sql`count + 1` }))
        .execute();
      const id = Number(insertId);
      if (id % FORGET_EVERY === 0)
        await tables
          .deleteFrom('walk_events')
          .where('id', '<=', id - EVENTS_KEPT)
          .execute();
      noted = id;
      looks = 0;
      if (watchers.size > 0) lookIn(0);
    },
    async since(after, limit) {
      const rows = await database
        .tables<WalkTables>()
        .selectFrom('walk_events')
        .select(['id', 'event'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ id: row.id, ...(JSON.parse(row.event) as NewWalkEvent) }));
    },
    newestId,
    async totals() {
      const rows = await database.tables<WalkTables>().selectFrom('walk_counts').selectAll().execute();
      const steps = Object.fromEntries(WALK_STEPS.map((step) => [step, 0])) as Record<WalkEvent['step'], number>;
      const quarantined: Record<string, number> = {};
      for (const row of rows) {
        steps[row.step as WalkEvent['step']] += row.count;
        if (row.step === 'quarantined') quarantined[row.code] = row.count;
      }
      return { steps, quarantined };
    },
    async countBetween(step, from, to) {
      const row = await database
        .tables<WalkTables>()
        .selectFrom('walk_events')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('at', '>=', from)
        .where('at', '<', to)
        .where('step', '=', step)
        .executeTakeFirstOrThrow();
      return row.count;
    },
    watch(changed) {
      watchers.add(changed);
      if (seen < noted) lookIn(0);
      return () => watchers.delete(changed);
    },
    close() {
      clearTimeout(timer);
      watchers.clear();
    },
  };
}
