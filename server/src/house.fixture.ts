// A temporary folder with a real database and a real log, for the tests of rooms.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasher } from '@garita/node-crypto';
import { makeWorld, WORLD_TIME, type World } from '../../testdata/world.ts';
import { checkpointMigrations, sqliteCheckpointStore } from './adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from './adapters/embedded/sqlite-database.ts';
import { logMigrations } from './log/log-table.ts';
import { type OpenLog, openLog } from './log/open-log.ts';
import { migrate } from './migrate.ts';
import type { Database, Migration } from './ports/database.ts';

export interface TestHouse {
  readonly dir: string;
  readonly world: World;
  readonly database: Database;
  readonly log: OpenLog;
  /** Stands still unless a test moves it. */
  readonly clock: { at: number; now(): number };
  /** What was reported to the operator. */
  readonly reports: unknown[];
  close(): Promise<void>;
}

export async function openTestHouse(...migrations: readonly (readonly Migration[])[]): Promise<TestHouse> {
  const dir = await mkdtemp(join(tmpdir(), 'garita-house-'));
  const world = await makeWorld();
  const database = openSqliteDatabase(join(dir, 'garita.db'));
  const clock = { at: WORLD_TIME, now: () => clock.at };
  await migrate(database, [...checkpointMigrations, ...logMigrations, ...migrations.flat()], clock.at);
  const reports: unknown[] = [];
  const log = await openLog({
    folder: join(dir, 'log'),
    database,
    checkpoints: sqliteCheckpointStore(database),
    hasher,
    signer: world.log.signer,
    clock,
    alarm: (message) => reports.push(message),
  });
  return {
    dir,
    world,
    database,
    log,
    clock,
    reports,
    async close() {
      await log.close();
      await database.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
