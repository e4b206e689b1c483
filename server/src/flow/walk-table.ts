import type { Generated } from 'kysely';
import type { Migration } from '../ports/database.ts';

export interface WalkTables {
  walk_events: WalkEventRow;
  walk_counts: WalkCountRow;
}

interface WalkEventRow {
  id: Generated<number>;
  at: number;
  step: string;
  scan: string;
  /** The event without its id, as JSON. */
  event: string;
}

/** Totals since the folder was made; kept apart because old events are forgotten. */
interface WalkCountRow {
  step: string;
  /** First reason of a quarantine; empty for every other step. */
  code: string;
  count: number;
}

export const walkMigrations: readonly Migration[] = [
  {
    name: 'flow-001-walk',
    up: async (db) => {
      await db.schema
        .createTable('walk_events')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('step', 'text', (column) => column.notNull())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('event', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('walk_events_by_time').on('walk_events').column('at').execute();
      await db.schema
        .createTable('walk_counts')
        .addColumn('step', 'text', (column) => column.notNull())
        .addColumn('code', 'text', (column) => column.notNull())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('walk_counts_key', ['step', 'code'])
        .execute();
    },
  },
];
