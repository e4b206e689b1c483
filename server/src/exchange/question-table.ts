import type { Generated } from 'kysely';
import type { Migration } from '../ports/database.ts';

export interface QuestionTables {
  exchange_questions: QuestionRow;
}

/** A question of either agency, and its answer. A row of ours is the outbox of the question, a row of theirs of the answer. */
export interface QuestionRow {
  id: Generated<number>;
  /** SHA-256 of the message, hex: its name on both sides. */
  question: string;
  scan: string;
  from_agency: string;
  to_agency: string;
  by_person: string;
  asked_at: number;
  /** As sent, with its text: CBOR. */
  message: Uint8Array;
  /** Leaf hash of our log's entry, hex. */
  leaf: string;
  /** By our clock: when it was asked here or arrived. */
  kept_at: number;
  state: 'waiting' | 'delivered' | 'answered';
  answer: Uint8Array | null;
  answer_leaf: string | null;
  answered_at: number | null;
  /** 1 while our question or our answer has not reached the partner. */
  due: 0 | 1;
  attempts: number;
  next_at: number;
  last_error: string | null;
}

export const questionMigrations: readonly Migration[] = [
  {
    name: 'exchange-004-questions',
    async up(db) {
      await db.schema
        .createTable('exchange_questions')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('question', 'text', (column) => column.notNull().unique())
        .addColumn('scan', 'text', (column) => column.notNull())
        .addColumn('from_agency', 'text', (column) => column.notNull())
        .addColumn('to_agency', 'text', (column) => column.notNull())
        .addColumn('by_person', 'text', (column) => column.notNull())
        .addColumn('asked_at', 'integer', (column) => column.notNull())
        .addColumn('message', 'blob', (column) => column.notNull())
        .addColumn('leaf', 'text', (column) => column.notNull())
        .addColumn('kept_at', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('answer', 'blob')
        .addColumn('answer_leaf', 'text')
        .addColumn('answered_at', 'integer')
        .addColumn('due', 'integer', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('next_at', 'integer', (column) => column.notNull())
        .addColumn('last_error', 'text')
        .execute();
      for (const columns of [['due', 'next_at'], ['scan'], ['from_agency', 'kept_at']])
        await db.schema
          .createIndex(`exchange_questions_${columns.join('_')}`)
          .on('exchange_questions')
          .columns(columns)
          .execute();
    },
  },
];
