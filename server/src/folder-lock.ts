import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FolderError } from './folder-error.ts';

export interface FolderLock {
  /** The process that held the folder before and died without letting it go; absent after a clean stop. */
  readonly takenOverFrom?: number;
  release(): void;
}

/** SQLITE_BUSY: another connection holds the file. */
const SQLITE_BUSY = 5;

/**
 * Holds a folder for this process alone; throws FOLDER_IN_USE, naming the holder, when another has it.
 *
 * The lock is an exclusive SQLite transaction on an empty file, that is, a lock of the operating system: it ends with
 * its process however that ends, so there is no stale lock to judge and no pid that might have been given to somebody
 * else. The pid file beside it is only there to name the holder.
 */
export function lockFolder(folder: string): FolderLock {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const pidFile = join(data, 'garita.pid');
  const lock = new DatabaseSync(join(data, 'garita.lock'));
  try {
    lock.exec('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const holder = pidIn(pidFile);
    throw new FolderError(
      'FOLDER_IN_USE',
      `${folder} is held by ${holder === undefined ? 'another process' : `process ${holder}`}`,
    );
  }
  const before = pidIn(pidFile);
  writeFileSync(pidFile, `${process.pid}\n`);
  let held = true;
  return {
    ...(before === undefined ? {} : { takenOverFrom: before }),
    release() {
      if (!held) return;
      held = false;
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').trim());
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
