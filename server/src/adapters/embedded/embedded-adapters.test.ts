import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../migrate.ts';
import { keepsTheBlobStoreContract } from '../../ports/blob-store.contract.ts';
import { keepsTheCheckpointStoreContract } from '../../ports/checkpoint-store.contract.ts';
import { openDiskBlobStore } from './disk-blob-store.ts';
import { checkpointMigrations, sqliteCheckpointStore } from './sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

keepsTheBlobStoreContract('the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'garita-blobs-'));
  return { open: () => openDiskBlobStore(folder) };
});

keepsTheCheckpointStoreContract('SQLite', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'garita-heads-')), 'garita.db');
  return {
    async open() {
      const database = openSqliteDatabase(path);
      await migrate(database, checkpointMigrations, 1);
      return sqliteCheckpointStore(database);
    },
  };
});
