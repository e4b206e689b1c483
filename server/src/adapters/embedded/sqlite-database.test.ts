import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../migrate.ts';
import type { Migration } from '../../ports/database.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

interface Notes {
  notes: { id: number; text: string };
}

const makeNotes: Migration = {
  name: 'notes-001',
  up: async (db) => {
    await db.schema.createTable('notes').addColumn('id', 'integer').addColumn('text', 'text').execute();
  },
};

async function openNotes(folder?: string) {
  const path = join(folder ?? (await mkdtemp(join(tmpdir(), 'garita-db-'))), 'garita.db');
  const database = openSqliteDatabase(path);
  await migrate(database, [makeNotes], 1);
  return database;
}

describe('the embedded database', () => {
  test('shows a committed row to readers and forgets a failed transaction', async () => {
    const database = await openNotes();
    const write = (id: number, fails: boolean) =>
      database.transaction(async (tx) => {
        await tx.tables<Notes>().insertInto('notes').values({ id, text: 'n' }).execute();
        if (fails) throw new Error('changed our mind');
      });
    await write(1, false);
    await expect(write(2, true)).rejects.toThrow('changed our mind');
    expect(await database.tables<Notes>().selectFrom('notes').select('id').execute()).toEqual([{ id: 1 }]);
    await database.close();
  });

  test('refuses a write outside a transaction', async () => {
    const database = await openNotes();
    const write = database.tables<Notes>().insertInto('notes').values({ id: 1, text: 'n' }).execute();
    await expect(write).rejects.toThrow(/readonly/);
    await database.close();
  });

  test('reads while a transaction is open, and sees the last commit', async () => {
    const database = await openNotes();
    const seen = await database.transaction(async (tx) => {
      await tx.tables<Notes>().insertInto('notes').values({ id: 1, text: 'n' }).execute();
      return database.tables<Notes>().selectFrom('notes').selectAll().execute();
    });
    expect(seen).toEqual([]);
    await database.close();
  });

  test('runs each migration once, also after it is opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'garita-db-'));
    await (await openNotes(folder)).close();
    await (await openNotes(folder)).close();
  });
});
