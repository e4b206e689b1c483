import type { Migration } from '../ports/database.ts';

export interface ReviewTables {
  inspections: InspectionRow;
  decisions: DecisionRow;
}

export interface InspectionRow {
  /** Statement hash, hex: the case begins with one scan. */
  scan: string;
  scan_id: string;
  device: string;
  site: string;
  lane: string;
  direction: string;
  ooi_kind: string;
  /** How many objects the statement lists: marks may name only these. */
  objects: number;
  /** Larger goes first. */
  priority: number;
  opened_at: number;
  claimed_by: string | null;
  /** A claim whose time is over counts as none: nothing has to sweep it away. */
  claimed_until: number | null;
  decided_at: number | null;
}

export interface DecisionRow {
  /** SHA-256 of the signed decision, hex. */
  decision: string;
  scan: string;
  /** Officer whose key signed. */
  by: string;
  verdict: string;
  signed_at: number;
  received_at: number;
  /** The COSE_Sign1 as received. */
  cose: Uint8Array;
  log_index: number;
  leaf_hash: string;
}

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
];
