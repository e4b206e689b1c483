import { sql } from 'kysely';
import type { Migration } from '../ports/database.ts';

export const reviewMigrations: readonly Migration[] = [
  {
    name: 'review-001-inspections',
    up: async (db) => {
      await db.schema
        .createTable('inspections')
        .addColumn('scan', 'text', (column) => column.primaryKey())
        .addColumn('scan_id', 'text', (column) => column.notNull())
        .addColumn('device', 'text', (column) => column.notNull())
        .addColumn('site', 'text', (column) => column.notNull())
        .addColumn('lane', 'text', (column) => column.notNull())
        .addColumn('direction', 'text', (column) => column.notNull())
        .addColumn('ooi_kind', 'text', (column) => column.notNull())
        .addColumn('objects', 'integer', (column) => column.notNull())
        .addColumn('priority', 'integer', (column) => column.notNull())
        .addColumn('opened_at', 'integer', (column) => column.notNull())
        .addColumn('claimed_by', 'text')
        .addColumn('claimed_until', 'integer')
        .addColumn('decided_at', 'integer')
        .execute();
      await db.schema
        .createIndex('inspections_queue')
        .on('inspections')
        .columns(['decided_at', 'priority desc', 'opened_at', 'scan'])
        .execute();
      await db.schema
        .createTable('decisions')
        .addColumn('decision', 'text', (column) => column.primaryKey())
        .addColumn('scan', 'text', (column) => column.notNull().references('inspections.scan'))
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('signed_at', 'integer', (column) => column.notNull())
        .addColumn('received_at', 'integer', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addColumn('leaf_hash', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('decisions_by_scan').on('decisions').columns(['scan', 'received_at']).execute();
    },
  },
  {
    name: 'review-002-desk',
    up: async (db) => {
      const columns = [
        ['agency', 'text', "''"],
        ['origin', 'text', "'own'"],
        ['ids', 'text', "'[]'"],
        ['captured_at', 'integer', '0'],
        ['target_at', 'integer', '0'],
        ['findings', 'integer', '0'],
        ['sample', 'integer', '0'],
      ] as const;
      for (const [name, type, otherwise] of columns)
        await db.schema
          .alterTable('inspections')
          .addColumn(name, type, (column) => column.notNull().defaultTo(sql.raw(otherwise)))
          .execute();
      const optional = [
        ['statement', 'blob'],
        ['machine_alarm', 'integer'],
        ['radiation_alarm', 'integer'],
        ['undo_until', 'integer'],
        ['verdict', 'text'],
        ['second_after', 'text'],
        ['partner_verdict', 'text'],
        ['outcome', 'text'],
      ] as const;
      for (const [name, type] of optional) await db.schema.alterTable('inspections').addColumn(name, type).execute();
      await sql`update inspections set verdict = (select verdict from decisions
        where decisions.scan = inspections.scan order by log_index desc limit 1)`.execute(db);
      // What a list can be narrowed by stands in the index: a page of 100,000 cases is found without touching their rows.
      const narrowing = ['scan', 'site', 'lane', 'ooi_kind', 'origin', 'machine_alarm', 'radiation_alarm'] as const;
      await db.schema.dropIndex('inspections_queue').execute();
      await db.schema
        .createIndex('inspections_queue')
        .on('inspections')
        .columns([
          'decided_at',
          'priority desc',
          'opened_at',
          ...narrowing,
          'claimed_until',
          'undo_until',
          'second_after',
        ])
        .execute();
      await db.schema
        .createIndex('inspections_decided')
        .on('inspections')
        .columns(['decided_at desc', ...narrowing, 'opened_at'])
        .where('decided_at', 'is not', null)
        .execute();
      await db.schema.createIndex('inspections_by_scan_id').on('inspections').columns(['scan_id', 'scan']).execute();
      await db.schema
        .createTable('identifier_parts')
        .addColumn('part', 'text', (column) => column.notNull())
        .addColumn('whole', 'integer', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('captured_at', 'integer', (column) => column.notNull())
        .addColumn('scan', 'text', (column) => column.notNull().references('inspections.scan'))
        .addPrimaryKeyConstraint('identifier_parts_key', ['part', 'whole', 'type', 'captured_at', 'scan'])
        .execute();
      await db.schema.alterTable('decisions').addColumn('report', 'text').execute();
      await db.schema
        .createTable('pending_decisions')
        .addColumn('decision', 'text', (column) => column.primaryKey())
        .addColumn('scan', 'text', (column) => column.notNull().references('inspections.scan'))
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('received_at', 'integer', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('due_at', 'integer', (column) => column.notNull())
        .addColumn('undone_at', 'integer')
        .execute();
      await db.schema
        .createIndex('pending_decisions_due')
        .on('pending_decisions')
        .columns(['undone_at', 'due_at'])
        .execute();
      await db.schema
        .createTable('partner_decisions')
        .addColumn('decision', 'text', (column) => column.primaryKey())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('agency', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('signed_at', 'integer', (column) => column.notNull())
        .addColumn('received_at', 'integer', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('partner_decisions_by_scan')
        .on('partner_decisions')
        .columns(['scan', 'signed_at', 'log_index'])
        .execute();
      await db.schema
        .createTable('operator_reports')
        .addColumn('report', 'text', (column) => column.primaryKey())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('derived_from', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('outcomes')
        .addColumn('outcome', 'text', (column) => column.primaryKey())
        .addColumn('scan', 'text', (column) => column.notNull().references('inspections.scan'))
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('result', 'text', (column) => column.notNull())
        .addColumn('signed_at', 'integer', (column) => column.notNull())
        .addColumn('received_at', 'integer', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addColumn('leaf_hash', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('outcomes_by_scan').on('outcomes').columns(['scan', 'log_index']).execute();
    },
  },
  {
    name: 'review-003-unfilled',
    up: async (db) => {
      // Looked for at every start: without it that reads the whole table.
      await sql`create index inspections_unfilled on inspections (scan) where statement is null`.execute(db);
    },
  },
];
