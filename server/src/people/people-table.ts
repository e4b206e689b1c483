import type { Migration } from '../ports/database.ts';
import { type AccountTables, accountMigration } from './account-table.ts';

export interface PeopleTables extends AccountTables {
  api_keys: ApiKeyRow;
  administrator_codes: AdministratorCodeRow;
  enrolment_codes: EnrolmentCodeRow;
  enrolled_devices: EnrolledDeviceRow;
}

export interface ApiKeyRow {
  /** Public name of the key; not the secret. */
  id: string;
  /** SHA-256 of the secret, hex: the secret has 256 random bits, so a slow hash would add nothing. */
  secret_hash: string;
  person: string;
  /** JSON list of roles. */
  roles: string;
  created_at: number;
  created_by: string;
  revoked_at: number | null;
}

/** Codes that were redeemed; the one still open is in the agency's folder. */
interface AdministratorCodeRow {
  code_hash: string;
  redeemed_at: number;
  /** The key it made; of an account, `account:` and the person. */
  key_id: string;
}

export interface EnrolmentCodeRow {
  code_hash: string;
  device: string;
  configuration: string;
  serial: string;
  site: string;
  lane: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  redeemed_at: number | null;
  /** SHA-256 of the certificate it was redeemed for; the same key may ask again, when its answer was lost. */
  certificate_hash: string | null;
}

interface EnrolledDeviceRow {
  /** SHA-256 of the certificate, hex. */
  certificate_hash: string;
  certificate: Uint8Array;
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  key_hash: string;
  device: string;
  configuration: string;
  serial: string;
  site: string;
  lane: string;
  enrolled_at: number;
  not_after: number;
  revoked_at: number | null;
}

export const peopleMigrations: readonly Migration[] = [
  {
    name: 'people-001-keys-and-enrolment',
    up: async (db) => {
      await db.schema
        .createTable('api_keys')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
        .addColumn('person', 'text', (column) => column.notNull())
        .addColumn('roles', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('revoked_at', 'integer')
        .execute();
      await db.schema
        .createTable('administrator_codes')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('redeemed_at', 'integer', (column) => column.notNull())
        .addColumn('key_id', 'text', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('enrolment_codes')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('device', 'text', (column) => column.notNull())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('serial', 'text', (column) => column.notNull())
        .addColumn('site', 'text', (column) => column.notNull())
        .addColumn('lane', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('redeemed_at', 'integer')
        .addColumn('certificate_hash', 'text')
        .execute();
      await db.schema
        .createTable('enrolled_devices')
        .addColumn('certificate_hash', 'text', (column) => column.primaryKey())
        .addColumn('certificate', 'blob', (column) => column.notNull())
        .addColumn('key_hash', 'text', (column) => column.notNull())
        .addColumn('device', 'text', (column) => column.notNull())
        .addColumn('configuration', 'text', (column) => column.notNull())
        .addColumn('serial', 'text', (column) => column.notNull())
        .addColumn('site', 'text', (column) => column.notNull())
        .addColumn('lane', 'text', (column) => column.notNull())
        .addColumn('enrolled_at', 'integer', (column) => column.notNull())
        .addColumn('not_after', 'integer', (column) => column.notNull())
        .addColumn('revoked_at', 'integer')
        .execute();
    },
  },
  accountMigration,
];
