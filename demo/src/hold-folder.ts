import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DemoError } from './demo-error.ts';

export const LOCK_FILE = 'demo.lock';
/** SQLITE_BUSY: another connection holds the file. */
const SQLITE_BUSY = 5;

/**
 * Holds a demo's folder for this process alone, before anything in it is changed or removed; returns what lets it go.
 * Throws FOLDER_IN_USE. A lock of the operating system, by an empty SQLite file: it ends with its process.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    lock.exec('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new DemoError('FOLDER_IN_USE', `a demo is running in ${folder}`);
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
