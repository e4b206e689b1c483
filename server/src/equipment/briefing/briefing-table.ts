import type { Migration } from '../../ports/database.ts';

export interface BriefingTables {
  equipment_briefings: BriefingRow;
  equipment_acknowledgements: AcknowledgementRow;
}

/** A briefing that was handed out. */
export interface BriefingRow {
  /** SHA-256 of the bytes, hex. */
  hash: string;
  configuration: string;
  /** JSON as hashed: to whom, with which note, and the hashes of both PDF. */
  bytes: Uint8Array;
  /** Objects of the archive, hex. */
  pdf_es: string;
  pdf_en: string;
  by: string;
  at: number;
  log_index: number;
}

/** That a recipient says they have it; once. */
export interface AcknowledgementRow {
  briefing: string;
  person: string;
  at: number;
}

export const briefingMigrations: readonly Migration[] = [
  {
    name: 'equipment-005-briefings',
    up: async (db) => {
      await db.schema
        .createTable('equipment_briefings')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('pdf_es', 'text', (column) => column.notNull())
        .addColumn('pdf_en', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('equipment_briefings_of')
        .on('equipment_briefings')
        .columns(['configuration', 'at'])
        .execute();
      await db.schema
        .createTable('equipment_acknowledgements')
        .addColumn('briefing', 'text', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('equipment_acknowledgements_key', ['briefing', 'person'])
        .execute();
    },
  },
];
