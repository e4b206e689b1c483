import { readStatement } from '@garita/trust';
import type { Kysely } from 'kysely';
import type { Migration } from '../ports/database.ts';

export interface ScanTables {
  scans: ScanRow;
  scan_objects: ScanObjectRow;
  device_chains: DeviceChainRow;
}

/** Where the statements signed under one certificate stand. A device that is enrolled anew has a new key and begins anew. */
export interface DeviceChainRow {
  /** Hex SHA-256 of the device certificate. */
  certificate: string;
  device: string;
  last_seq: number;
  last_statement: Uint8Array;
}

export interface ScanRow {
  /** Hex SHA-256 of the statement as received. */
  scan: string;
  state: 'admitted' | 'quarantined';
  statement: Uint8Array;
  /** Device of the TLS client certificate that sent it. */
  sender: string;
  scan_id: string | null;
  device: string | null;
  /** As the statement says. */
  site: string | null;
  /** As the statement says. */
  configuration: string | null;
  at: number;
  log_index: number;
  leaf_hash: string;
  /** JSON: every reason of a quarantine. */
  reasons: string;
  /** Hex hash of the trust list it was judged by. */
  trust_list: string | null;
  /** Bytes of objects it brought; what a quarantine quota counts. */
  bytes: number;
}

export interface ScanObjectRow {
  scan: string;
  position: number;
  role: string;
  media_type: string;
  name: string;
  size: number;
  sha256: string;
  /** 32 bytes for each 8 MiB chunk, as hashed on arrival. */
  chunk_hashes: Uint8Array;
  /** JSON: what the structure check had to say. */
  findings: string;
}

export const scanMigrations: readonly Migration[] = [
  {
    name: 'ingest-001-scans',
    up: async (db) => {
      await db.schema
        .createTable('scans')
        .addColumn('scan', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('statement', 'blob', (column) => column.notNull())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('scan_id', 'text')
        .addColumn('device', 'text')
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addColumn('leaf_hash', 'text', (column) => column.notNull())
        .addColumn('reasons', 'text', (column) => column.notNull())
        .addColumn('trust_list', 'text')
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('scans_by_time').on('scans').columns(['at']).execute();
      await db.schema.createIndex('scans_by_sender_state').on('scans').columns(['sender', 'state']).execute();
      await db.schema
        .createTable('scan_objects')
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('media_type', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('chunk_hashes', 'blob', (column) => column.notNull())
        .addColumn('findings', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('scan_objects_key', ['scan', 'position'])
        .execute();
      await db.schema.createIndex('scan_objects_by_hash').on('scan_objects').columns(['sha256']).execute();
      await db.schema
        .createTable('device_chains')
        .addColumn('certificate', 'text', (column) => column.primaryKey())
        .addColumn('device', 'text', (column) => column.notNull())
        .addColumn('last_seq', 'integer', (column) => column.notNull())
        .addColumn('last_statement', 'blob', (column) => column.notNull())
        .execute();
    },
  },
  {
    name: 'ingest-002-lists',
    up: async (db) => {
      await db.schema.alterTable('scans').addColumn('site', 'text').execute();
      await fill(db, (statement) => ({ site: readStatement(statement).site }));
      for (const column of ['state', 'device', 'site'])
        await db.schema.createIndex(`scans_by_${column}`).on('scans').columns([column, 'log_index']).execute();
      await db.schema.createIndex('scans_by_log_index').on('scans').column('log_index').execute();
      await db.schema.createIndex('scans_by_scan_id').on('scans').columns(['scan_id', 'scan']).execute();
    },
  },
  {
    // How many scans some equipment made since when is read from these indexes alone.
    name: 'ingest-003-equipment',
    up: async (db) => {
      await db.schema.alterTable('scans').addColumn('configuration', 'text').execute();
      await fill(db, (statement) => ({ configuration: readStatement(statement).configuration }));
      for (const column of ['device', 'configuration'])
        await db.schema.createIndex(`scans_by_${column}_time`).on('scans').columns([column, 'state', 'at']).execute();
    },
  },
];

const ROWS_AT_ONCE = 500;

/** What stood only inside the statement; rows whose statement cannot be read stay as they are. */
async function fill(
  db: Kysely<Pick<ScanTables, 'scans'>>,
  stated: (statement: Uint8Array) => Partial<Pick<ScanRow, 'site' | 'configuration'>>,
): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('scans')
      .select(['scan', 'statement'])
      .where('scan', '>', last)
      .orderBy('scan')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const { scan, statement } of rows) {
      const found = orUndefined(() => stated(statement));
      if (found) await db.updateTable('scans').set(found).where('scan', '=', scan).execute();
      last = scan;
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
