import type { Migration } from '../ports/database.ts';
import { briefingMigrations } from './briefing/briefing-table.ts';
import { recordMigrations } from './record-table.ts';
import { signingMigrations } from './signing-table.ts';

export interface EquipmentTables {
  trust_lists: TrustListRow;
}

export interface TrustListRow {
  /** SHA-256 of the signed bytes, hex. */
  hash: string;
  version: number;
  issued_at: number;
  expires_at: number;
  /** As signed. */
  bytes: Uint8Array;
  imported_at: number;
  log_index: number;
}

export const equipmentMigrations: readonly Migration[] = [
  {
    name: 'equipment-001-trust-lists',
    up: async (db) => {
      await db.schema
        .createTable('trust_lists')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        // One document per number: a second one under the same number is a fork, whoever signed it.
        .addColumn('version', 'integer', (column) => column.notNull().unique())
        .addColumn('issued_at', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('imported_at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
    },
  },
  ...recordMigrations,
  ...signingMigrations,
  ...briefingMigrations,
];
