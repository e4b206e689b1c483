import type { SigningKind } from '@garita/api';
import type { Migration } from '../ports/database.ts';

export interface SigningTables {
  equipment_drafts: DraftRow;
  equipment_credentials: CredentialRow;
  equipment_status_lists: StatusListRow;
}

/** A document that waits for officers' signatures, or waited. */
export interface DraftRow {
  /** SHA-256 of the payload, hex. */
  id: string;
  kind: Exclude<SigningKind, 'decision'>;
  /** Of a credential: the decision that lists, hex. Empty for a list. */
  subject: string;
  payload: Uint8Array;
  /** With the signatures it has so far; null before the first. */
  signed: Uint8Array | null;
  /** JSON: `[{officer, name, at}]`, in the order they came. */
  signers: string;
  since: number;
  /** `stale`: what it would say has changed before enough had signed. */
  state: 'open' | 'in-force' | 'stale';
  log_index: number | null;
}

/** An approval credential in force, or that was. */
export interface CredentialRow {
  /** SHA-256 of the payload, hex. */
  id: string;
  configuration: string;
  /** The decision that lists, hex. */
  listing: string;
  /** As signed. */
  bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  hash: string;
  valid_from: number;
  valid_until: number;
  /** Its place in the status list. */
  status_index: number;
  signers: string;
  in_force_at: number;
  log_index: number;
}

export interface StatusListRow {
  /** SHA-256 of the signed bytes, hex. */
  hash: string;
  id: string;
  issued_at: number;
  expires_at: number;
  bytes: Uint8Array;
  log_index: number;
}

export const signingMigrations: readonly Migration[] = [
  {
    name: 'equipment-004-signing',
    up: async (db) => {
      await db.schema
        .createTable('equipment_drafts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('payload', 'blob', (column) => column.notNull())
        .addColumn('signed', 'blob')
        .addColumn('signers', 'text', (column) => column.notNull())
        .addColumn('since', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('log_index', 'integer')
        .execute();
      await db.schema.createIndex('equipment_drafts_state').on('equipment_drafts').columns(['state', 'kind']).execute();
      await db.schema
        .createTable('equipment_credentials')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('configuration', 'text', (column) => column.notNull())
        // One for each listing: what another says of it is another listing.
        .addColumn('listing', 'text', (column) => column.notNull().unique())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .addColumn('valid_from', 'integer', (column) => column.notNull())
        .addColumn('valid_until', 'integer', (column) => column.notNull())
        .addColumn('status_index', 'integer', (column) => column.notNull().unique())
        .addColumn('signers', 'text', (column) => column.notNull())
        .addColumn('in_force_at', 'integer', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('equipment_credentials_of')
        .on('equipment_credentials')
        .columns(['configuration', 'log_index'])
        .execute();
      await db.schema
        .createTable('equipment_status_lists')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('issued_at', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .execute();
      // How many decisions take trust away is asked for every scan that is judged.
      await db.schema
        .createIndex('equipment_decisions_to')
        .on('equipment_decisions')
        .columns(['state', 'to_state'])
        .execute();
    },
  },
];
