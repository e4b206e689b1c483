import type { Migration } from '../ports/database.ts';

export interface EquipmentNoticeTables {
  exchange_equipment: EquipmentNoticeRow;
}

/** A decision of either agency that took trust in its own equipment away or gave it back; ours are the outbox. */
export interface EquipmentNoticeRow {
  /** SHA-256 of its payload, hex: its name on both sides. */
  decision: string;
  /** Whose decision and equipment it is. */
  agency: string;
  kind: 'configuration' | 'device';
  subject: string;
  seq: number;
  to_state: string;
  /** As signed. */
  cose: Uint8Array;
  /** When it came into force here, or arrived from the partner. */
  kept_at: number;
  /** Of our log's entry that names a decision of the partner's; null for our own, which its own room keeps. */
  log_index: number | null;
  /** 1 while ours has not reached the partner. */
  due: 0 | 1;
  attempts: number;
  next_at: number;
  last_error: string | null;
}

export const equipmentNoticeMigrations: readonly Migration[] = [
  {
    name: 'exchange-005-equipment',
    async up(db) {
      await db.schema
        .createTable('exchange_equipment')
        .addColumn('decision', 'text', (column) => column.primaryKey())
        .addColumn('agency', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('seq', 'integer', (column) => column.notNull())
        .addColumn('to_state', 'text', (column) => column.notNull())
        .addColumn('cose', 'blob', (column) => column.notNull())
        .addColumn('kept_at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer')
        .addColumn('due', 'integer', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'integer', (column) => column.notNull())
        .addColumn('last_error', 'text')
        .execute();
      for (const columns of [
        ['due', 'next_at'],
        ['agency', 'kind', 'subject', 'seq'],
        ['agency', 'kept_at'],
      ])
        await db.schema
          .createIndex(`exchange_equipment_${columns.join('_')}`)
          .on('exchange_equipment')
          .columns(columns)
          .execute();
    },
  },
];
