import { type Generated, sql } from 'kysely';
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
  site: string;
  lane: string;
  /** Milliseconds since the capture, where the event says so. */
  ms: number | null;
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
  {
    name: 'flow-002-rates',
    up: async (db) => {
      for (const column of ['site', 'lane'])
        await db.schema
          .alterTable('walk_events')
          .addColumn(column, 'text', (added) => added.notNull().defaultTo(''))
          .execute();
      await db.schema.alterTable('walk_events').addColumn('ms', 'integer').execute();
      await sql`update walk_events set site = json_extract(event, '$.site'), lane = json_extract(event, '$.lane'),
        ms = json_extract(event, '$.ms')`.execute(db);
      // Rates read all steps of a span from the index alone; a lane's last scans and a case's steps are a few rows each.
      await db.schema.dropIndex('walk_events_by_time').execute();
      await db.schema
        .createIndex('walk_events_by_step')
        .on('walk_events')
        .columns(['step', 'at', 'site', 'lane'])
        .execute();
      await db.schema.createIndex('walk_events_by_lane').on('walk_events').columns(['lane', 'step', 'at']).execute();
      await db.schema.createIndex('walk_events_by_scan').on('walk_events').columns(['scan', 'step']).execute();
    },
  },
];
