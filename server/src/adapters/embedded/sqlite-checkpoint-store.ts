import type { CheckpointStore } from '../../ports/checkpoint-store.ts';
import type { Database, Migration } from '../../ports/database.ts';

interface CheckpointTable {
  checkpoints: { name: string; note: string };
}

export const checkpointMigrations: readonly Migration[] = [
  {
    name: 'checkpoints-001-table',
    up: async (db) => {
      await db.schema
        .createTable('checkpoints')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('note', 'text', (column) => column.notNull())
        .execute();
    },
  },
];

export function sqliteCheckpointStore(database: Database): CheckpointStore {
  return {
    async fetch(name) {
      const row = await database
        .tables<CheckpointTable>()
        .selectFrom('checkpoints')
        .select('note')
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.note;
    },
    replace: (name, expected, next) =>
      database.transaction(async (tx) => {
        const table = tx.tables<CheckpointTable>();
        const result =
          expected === undefined
            ? await table
                .insertInto('checkpoints')
                .values({ name, note: next })
                .onConflict((conflict) => conflict.doNothing())
                .executeTakeFirst()
            : await table
                .updateTable('checkpoints')
                .set({ note: next })
                .where('name', '=', name)
                .where('note', '=', expected)
                .executeTakeFirst();
        return ('numUpdatedRows' in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows) === 1n;
      }),
  };
}
