import type { Migration } from '../ports/database.ts';

export interface PictureTables {
  pictures: PictureRow;
  derived_objects: DerivedObjectRow;
}

/** The picture of a scan, or that it is to be made: the outbox. */
export interface PictureRow {
  /** Hex SHA-256 of the statement. */
  scan: string;
  /** As signed: it names the objects. */
  statement: Uint8Array;
  state: 'waiting' | 'ready' | 'failed';
  /** 1 when it is to be made without anybody asking. */
  background: number;
  queued_at: number;
  /** When somebody last asked for it while it was not there. */
  asked_at: number | null;
  attempts: number;
  /** Which version of the recipe made it. */
  recipe: string | null;
  /** Hex SHA-256 of the picture as JSON, and of its thumbnail. */
  picture: string | null;
  thumbnail: string | null;
}

/** What was made from objects of the archive, and can be made again. Never evidence. */
export interface DerivedObjectRow {
  sha256: string;
  kind: 'preview-mean' | 'preview-densest' | 'thumbnail' | 'picture';
  /** JSON: SHA-256 of the objects it was made from. */
  derived_from: string;
  recipe: string;
  at: number;
}

export const pictureMigrations: readonly Migration[] = [
  {
    name: 'archive-001',
    up: async (db) => {
      await db.schema
        .createTable('pictures')
        .addColumn('scan', 'text', (column) => column.primaryKey())
        .addColumn('statement', 'blob', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('background', 'integer', (column) => column.notNull())
        .addColumn('queued_at', 'integer', (column) => column.notNull())
        .addColumn('asked_at', 'integer')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('recipe', 'text')
        .addColumn('picture', 'text')
        .addColumn('thumbnail', 'text')
        .execute();
      await db.schema
        .createIndex('pictures_by_state')
        .on('pictures')
        .columns(['state', 'asked_at', 'queued_at'])
        .execute();
      await db.schema
        .createTable('derived_objects')
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('derived_from', 'text', (column) => column.notNull())
        .addColumn('recipe', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
        // Two scans of nothing look alike: the same bytes may come from different objects.
        .addPrimaryKeyConstraint('derived_objects_key', ['sha256', 'kind', 'derived_from'])
        .execute();
    },
  },
];
