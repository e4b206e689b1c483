import type { Migration } from '../ports/database.ts';

export interface AccountTables {
  accounts: AccountRow;
  account_invitations: AccountInvitationRow;
  sessions: SessionRow;
}

export interface AccountRow {
  person: string;
  display_name: string;
  /** JSON list of roles. */
  roles: string;
  /** As `password-hash.ts` writes it; `null` until an invitation was taken up. */
  password: string | null;
  created_at: number;
  created_by: string;
  disabled_at: number | null;
}

/** At most one a person is open: a new one takes the place of the one before. */
interface AccountInvitationRow {
  code_hash: string;
  person: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  redeemed_at: number | null;
}

export interface SessionRow {
  /** SHA-256 of the token, hex: whoever reads the database gets into no session. */
  token_hash: string;
  person: string;
  /** Whether the person is looked up among the accounts, or among the people of a demonstration. */
  kind: 'account' | 'demo';
  created_at: number;
  seen_at: number;
}

export const accountMigration: Migration = {
  name: 'people-002-accounts-and-sessions',
  up: async (db) => {
    await db.schema
      .createTable('accounts')
      .addColumn('person', 'text', (column) => column.primaryKey())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('password', 'text')
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('disabled_at', 'integer')
      .execute();
    await db.schema
      .createTable('account_invitations')
      .addColumn('code_hash', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .addColumn('redeemed_at', 'integer')
      .execute();
    await db.schema
      .createTable('sessions')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('seen_at', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sessions_by_person').on('sessions').columns(['kind', 'person']).execute();
  },
};
