import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../../ports/blob-store.ts';
import { openDiskWriter } from './disk-writer.ts';
import { syncFolder } from './durable-file.ts';

const HASH = /^[0-9a-f]{64}$/;
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
  const made = new Set<string>();

  const pathOf = (sha256: string) => {
    // Attacker-controlled through URLs: only a hash ever becomes a path.
    if (!HASH.test(sha256))
      throw new TypeError(`not a SHA-256 in lower-case hex: ${JSON.stringify(sha256.slice(0, 80))}`);
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const sizeOf = async (sha256: string) => {
    try {
      return (await stat(pathOf(sha256))).size;
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
  /** Names are durable only with the folders that hold them; the disk takes these syncs together, so they go together. */
  const place = async (part: string, sha256: string) => {
    const outer = join(folder, sha256.slice(0, 2));
    const inner = join(outer, sha256.slice(2, 4));
    const isNew = !made.has(inner);
    if (isNew) await mkdir(inner, { recursive: true });
    await rename(part, pathOf(sha256));
    await Promise.all([syncFolder(inner), ...(isNew ? [syncFolder(outer), syncFolder(folder)] : [])]);
    made.add(inner);
  };

  return {
    async create(name) {
      if (name !== undefined && !PART_NAME.test(name)) throw new TypeError(`not a name for a part: ${name}`);
      const part = join(name === undefined ? unnamed : named, `${name ?? randomUUID()}.part`);
      return openDiskWriter(part, name !== undefined, (sha256) => place(part, sha256));
    },
    size: sizeOf,
    async read(sha256, range) {
      const size = await sizeOf(sha256);
      if (size === undefined) return undefined;
      const { start, end } = range ?? { start: 0, end: size };
      // createReadStream counts `end` inclusively, so an empty range needs an empty stream of its own.
      const options = end > start ? { start, end: end - 1 } : { start: size, end: size };
      return createReadStream(pathOf(sha256), { ...options, highWaterMark: 1 << 20 });
    },
    async readBytes(sha256, offset, length) {
      const handle = await open(pathOf(sha256)).catch((error: unknown) => {
        if (isAbsent(error)) return undefined;
        throw error;
      });
      if (!handle) return undefined;
      try {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, (await handle.stat()).size - offset)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async *list() {
      for await (const outer of await opendir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(outer.name)) continue;
        for await (const inner of await opendir(join(folder, outer.name)))
          for await (const file of await opendir(join(folder, outer.name, inner.name)))
            if (HASH.test(file.name)) yield file.name;
      }
    },
  };
}

async function dropOldParts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (Date.now() - (await stat(path)).mtimeMs > PART_LIFETIME_MS) await rm(path, { force: true });
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';
}
