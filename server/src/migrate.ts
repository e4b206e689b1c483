import type { Database, Migration } from './ports/database.ts';

interface MigrationTable {
  migrations: { name: string; at: number };
}

/** Brings the tables of a folder made by an earlier version up to this one; each step runs once, in a transaction of its own. */
export async function migrate(database: Database, steps: readonly Migration[], now: number): Promise<void> {
  const done = await database.transaction(async (tx) => {
    const db = tx.tables<MigrationTable>();
    await db.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute();
    return new Set((await db.selectFrom('migrations').select('name').execute()).map((row) => row.name));
  });
  for (const step of steps) {
    if (done.has(step.name)) continue;
    await database.transaction(async (tx) => {
      await step.up(tx.tables());
      await tx.tables<MigrationTable>().insertInto('migrations').values({ name: step.name, at: now }).execute();
    });
  }
}
