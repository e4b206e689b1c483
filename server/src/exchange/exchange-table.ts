import type { Generated } from 'kysely';
import type { Migration } from '../ports/database.ts';
import { type EquipmentNoticeTables, equipmentNoticeMigrations } from './equipment-table.ts';
import { type QuestionTables, questionMigrations } from './question-table.ts';

export interface ExchangeTables extends QuestionTables, EquipmentNoticeTables {
  exchange_offers: OfferRow;
  exchange_shares: ShareRow;
  exchange_received: ReceivedRow;
  exchange_documents: DocumentRow;
}

/** What could go to the partner: written in the transaction that admitted the scan or recorded the decision. */
export interface OfferRow {
  id: Generated<number>;
  item: 'scan' | 'decision';
  /** Hash of the statement or decision, hex. */
  subject: string;
  /** Hash of the statement it is about, hex; for a scan the subject itself. */
  scan: string;
  /** The signed statement or decision, as it was signed. */
  payload: Uint8Array;
  entry_index: number;
  entry_leaf: string;
  /** Trust list at admission, hex; null for a decision. */
  trust_list: string | null;
  /** `ShareFacts` as JSON. */
  facts: string;
  offered_at: number;
  state: 'waiting' | 'withheld' | 'shared';
  /** What the agreement's policy said: `{ policies, reason }` as JSON, once decided. */
  ruling: string | null;
  /** Who asked the policy by hand; null when the agreement alone did. */
  asked_by: string | null;
}

/** A share entry in our log and what became of it: the outbox. */
interface ShareRow {
  /** Leaf hash of the share entry, hex: the key under which both agencies know this share. */
  leaf: string;
  log_index: number;
  offer: number;
  agreement: string;
  shared_at: number;
  /** `withheld`: logged as shared and never delivered, for its equipment lost its approval before it could go. */
  state: 'due' | 'delivered' | 'receipted' | 'refused' | 'withheld';
  attempts: number;
  next_at: number;
  last_error: string | null;
  delivered_at: number | null;
  receipt: Uint8Array | null;
  /** Reasons as JSON, when the partner refused or we withheld it. */
  reasons: string | null;
  closed_at: number | null;
}

/** A share of the partner's that reached us. */
export interface ReceivedRow {
  id: Generated<number>;
  /** Leaf hash of the partner's share entry, hex: unique, so that a repeated push has one effect. */
  share: string;
  sender: string;
  item: 'scan' | 'decision';
  subject: string;
  scan: string;
  /** Index of the share entry in the sender's log: the order in which it handed things over. */
  share_index: number;
  /** The push exactly as it came. */
  push: Uint8Array;
  trust_list: string | null;
  descriptor: string;
  agreement: string;
  facts: string;
  /** Of all objects together. */
  bytes: number;
  arrived_at: number;
  state: 'pulling' | 'verified' | 'refused';
  /** Reasons as JSON. */
  reasons: string;
  attempts: number;
  next_at: number;
  last_error: string | null;
  entry_index: number | null;
  entry_leaf: string | null;
  decided_at: number | null;
  receipt: Uint8Array | null;
  /** `unwanted`: the sender will not have it; it stays with us as our proof. */
  receipt_state: 'none' | 'due' | 'sent' | 'unwanted';
  receipt_attempts: number;
  receipt_next_at: number;
}

/** A signed document of either agency, by its hash. */
export interface DocumentRow {
  hash: string;
  agency: string;
  kind: 'descriptor' | 'trust-list' | 'agreement';
  version: number;
  bytes: Uint8Array;
  kept_at: number;
  /** Log index and time (ms) of the earliest admission under this trust list that was shown to us. */
  first_used_index: number | null;
  first_used_at: number | null;
}

export const exchangeMigrations: readonly Migration[] = [
  {
    name: 'exchange-001-tables',
    async up(db) {
      await db.schema
        .createTable('exchange_offers')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('item', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull().unique())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('payload', 'blob', (column) => column.notNull())
        .addColumn('entry_index', 'integer', (column) => column.notNull())
        .addColumn('entry_leaf', 'text', (column) => column.notNull())
        .addColumn('trust_list', 'text')
        .addColumn('facts', 'text', (column) => column.notNull())
        .addColumn('offered_at', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('ruling', 'text')
        .execute();
      await index(db, 'exchange_offers', ['state', 'entry_index']);
      await index(db, 'exchange_offers', ['scan']);
      await db.schema
        .createTable('exchange_shares')
        .addColumn('leaf', 'text', (column) => column.primaryKey())
        .addColumn('log_index', 'integer', (column) => column.notNull())
        .addColumn('offer', 'integer', (column) => column.notNull().unique().references('exchange_offers.id'))
        .addColumn('agreement', 'text', (column) => column.notNull())
        .addColumn('shared_at', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'integer', (column) => column.notNull())
        .addColumn('last_error', 'text')
        .addColumn('delivered_at', 'integer')
        .addColumn('receipt', 'blob')
        .addColumn('reasons', 'text')
        .addColumn('closed_at', 'integer')
        .execute();
      await index(db, 'exchange_shares', ['state', 'log_index']);
      await index(db, 'exchange_shares', ['state', 'next_at']);
      await db.schema
        .createTable('exchange_received')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('share', 'text', (column) => column.notNull().unique())
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('item', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('share_index', 'integer', (column) => column.notNull())
        .addColumn('push', 'blob', (column) => column.notNull())
        .addColumn('trust_list', 'text')
        .addColumn('descriptor', 'text', (column) => column.notNull())
        .addColumn('agreement', 'text', (column) => column.notNull())
        .addColumn('facts', 'text', (column) => column.notNull())
        .addColumn('bytes', 'integer', (column) => column.notNull())
        .addColumn('arrived_at', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('reasons', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'integer', (column) => column.notNull())
        .addColumn('last_error', 'text')
        .addColumn('entry_index', 'integer')
        .addColumn('entry_leaf', 'text')
        .addColumn('decided_at', 'integer')
        .addColumn('receipt', 'blob')
        .addColumn('receipt_state', 'text', (column) => column.notNull())
        .addColumn('receipt_attempts', 'integer', (column) => column.notNull())
        .addColumn('receipt_next_at', 'integer', (column) => column.notNull())
        .execute();
      await index(db, 'exchange_received', ['state', 'next_at']);
      await index(db, 'exchange_received', ['receipt_state', 'receipt_next_at']);
      await index(db, 'exchange_received', ['scan']);
      await db.schema
        .createTable('exchange_documents')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('agency', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('kept_at', 'integer', (column) => column.notNull())
        .addColumn('first_used_index', 'integer')
        .addColumn('first_used_at', 'integer')
        .execute();
      await index(db, 'exchange_documents', ['agency', 'kind', 'version']);
    },
  },
  {
    // A queue is read in its order by an index alone: sorting all that waits, each time one is done, would make a
    // partner's catching up slower the longer it was away.
    name: 'exchange-002-queues-in-order',
    async up(db) {
      await db.schema.dropIndex('exchange_shares_state_log_index').execute();
      await index(db, 'exchange_shares', ['state', 'log_index', 'next_at']);
      await db.schema.dropIndex('exchange_received_state_next_at').execute();
      await index(db, 'exchange_received', ['state', 'next_at', 'share_index', 'bytes']);
      await db.schema.dropIndex('exchange_received_receipt_state_receipt_next_at').execute();
      await index(db, 'exchange_received', ['receipt_state', 'receipt_next_at', 'entry_index']);
    },
  },
  {
    name: 'exchange-003-asked-by-hand',
    async up(db) {
      await db.schema.alterTable('exchange_offers').addColumn('asked_by', 'text').execute();
    },
  },
  ...questionMigrations,
  ...equipmentNoticeMigrations,
];

async function index(db: Parameters<Migration['up']>[0], table: string, columns: readonly string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
