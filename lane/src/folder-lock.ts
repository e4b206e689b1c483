import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LaneError } from './lane-error.ts';

/** SQLITE_BUSY: another connection holds the file. */
const SQLITE_BUSY = 5;

/**
 * Holds the lane's folder for this process alone; returns what lets it go. Throws FOLDER_IN_USE.
 *
 * The lock is an exclusive transaction on an empty SQLite file, that is, a lock of the operating system: it ends with
 * its process however that ends. Two gateways on one spool would sign two histories with one key.
 */
export function holdFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lane.lock'));
  try {
    lock.exec('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new LaneError('FOLDER_IN_USE', `a gateway is running in ${folder}`);
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
