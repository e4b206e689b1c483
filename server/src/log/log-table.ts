import type { Migration } from '../ports/database.ts';

export interface LogTables {
  log_entries: LogEntryRow;
}

export interface LogEntryRow {
  position: number;
  kind: string;
  entry: Uint8Array;
  leaf_hash: string;
  /** Null for a public entry. */
  salt: Uint8Array | null;
  record: Uint8Array | null;
}

export const logMigrations: readonly Migration[] = [
  {
    name: 'log-001-entries',
    up: async (db) => {
      await db.schema
        .createTable('log_entries')
        .addColumn('position', 'integer', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('entry', 'blob', (column) => column.notNull())
        .addColumn('leaf_hash', 'text', (column) => column.notNull().unique())
        .addColumn('salt', 'blob')
        .addColumn('record', 'blob')
        .execute();
    },
  },
];
