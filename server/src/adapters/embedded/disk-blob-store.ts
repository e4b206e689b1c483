import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../../ports/blob-store.ts';
import { diskBlobReader, objectPath } from './disk-blob-reader.ts';
import { openDiskWriter } from './disk-writer.ts';
import { syncFolder } from './durable-file.ts';

const PART_NAME = /^[0-9a-f]{64}-[0-9]{1,3}$/;
/** An upload nobody took up again for a week is forgotten; its sender still has the bytes in its spool. */
const PART_LIFETIME_MS = 7 * 24 * 3_600_000;

/**
 * Files named by their hash: `tmp/<uuid>.part` (or `parts/<name>.part`) -> fdatasync -> rename to `ab/cd/<sha256>` -> fsync of the folder.
 * Unnamed parts left by a crash are deleted on opening: nobody was told that they exist.
 */
export async function openDiskBlobStore(folder: string): Promise<BlobStore> {
  const [unnamed, named] = [join(folder, 'tmp'), join(folder, 'parts')];
  await rm(unnamed, { recursive: true, force: true });
  await Promise.all([mkdir(unnamed, { recursive: true }), mkdir(named, { recursive: true })]);
  await dropOldParts(named);
  await makeOuterFolders(folder);
  const made = new Set<string>();

  /** Names are durable only with the folders that hold them; the disk takes these syncs together, so they go together. */
  const place = async (part: string, sha256: string) => {
    const outer = join(folder, sha256.slice(0, 2));
    const inner = join(outer, sha256.slice(2, 4));
    const isNew = !made.has(inner);
    if (isNew) await mkdir(inner, { recursive: true });
    await rename(part, objectPath(folder, sha256));
    await Promise.all([syncFolder(inner), ...(isNew ? [syncFolder(outer)] : [])]);
    made.add(inner);
  };

  return {
    async create(name) {
      if (name !== undefined && !PART_NAME.test(name)) throw new TypeError(`not a name for a part: ${name}`);
      const part = join(name === undefined ? unnamed : named, `${name ?? randomUUID()}.part`);
      return openDiskWriter(part, name !== undefined, (sha256) => place(part, sha256));
    },
    ...diskBlobReader(folder),
  };
}

/** All 256 at once, so that no object ever waits for the root folder's sync. */
async function makeOuterFolders(folder: string): Promise<void> {
  const names = Array.from({ length: 256 }, (_, nth) => nth.toString(16).padStart(2, '0'));
  const made = await Promise.all(names.map((name) => mkdir(join(folder, name), { recursive: true })));
  if (made.some((path) => path !== undefined)) await syncFolder(folder);
}

async function dropOldParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (Date.now() - (await stat(path)).mtimeMs > PART_LIFETIME_MS) await rm(path, { force: true });
  }
}
