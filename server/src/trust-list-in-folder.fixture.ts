// A trust list in an agency's folder before a server opens it, for tests and measurements that are about something else.
import { readFile } from 'node:fs/promises';
import { hasher, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { sqliteCheckpointStore } from './adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from './adapters/embedded/sqlite-database.ts';
import { openAgencyFolder } from './agency-folder.ts';
import { decisionBook } from './equipment/decision-book.ts';
import { signTrustList, type TrustListDraft } from './equipment/sign-trust-list.fixture.ts';
import { trustLists } from './equipment/trust-lists.ts';
import { openLog } from './log/open-log.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations.ts';
import { systemClock } from './ports/clock.ts';

/** Signs with the key of the first equipment authority, which lies in the folder; no server may have it open. */
export async function putTrustListInFolder(dir: string, draft: TrustListDraft): Promise<void> {
  const folder = await openAgencyFolder(dir, systemClock);
  const database = openSqliteDatabase(folder.paths.database);
  try {
    await migrate(database, allMigrations, systemClock.now());
    const log = await openLog({
      ...{ folder: folder.paths.log, database, hasher, signer: folder.log, clock: systemClock },
      checkpoints: sqliteCheckpointStore(database),
      alarm: (message) => {
        throw new Error(message);
      },
    });
    try {
      const report = (error: unknown) => {
        throw error;
      };
      const descriptor = () => folder.descriptor;
      const decisions = decisionBook(database);
      const needs = { crypto: trustCrypto, clock: systemClock, database, log, decisions, descriptor, report };
      const authority = folder.descriptor.officers.find(({ role }) => role === 'equipment-authority');
      if (!authority) throw new Error('the agency has no equipment authority');
      const signer = loadEs256Signer(await readFile(folder.paths.officerKey(authority.id), 'utf8'));
      const now = systemClock.now();
      const signing = { crypto: trustCrypto, descriptor: folder.descriptor, signer, previous: undefined, now };
      await trustLists(needs).import((await signTrustList(draft, signing)).bytes);
    } finally {
      await log.close();
    }
  } finally {
    await database.close();
    folder.close();
  }
}
