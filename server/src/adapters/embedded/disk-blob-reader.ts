import { createReadStream, type Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../../ports/blob-store.ts';

const HASH = /^[0-9a-f]{64}$/;
const HASH_PART = /^[0-9a-f]{2}$/;

/** What only looks: safe beside a running server, for it makes, moves and removes nothing. */
export type BlobReader = Pick<BlobStore, 'size' | 'read' | 'readBytes' | 'list'>;

/** Where an object lies, by its hash. */
export function objectPath(folder: string, sha256: string): string {
  // Attacker-controlled through URLs: only a hash ever becomes a path.
  if (!HASH.test(sha256))
    throw new TypeError(`not a SHA-256 in lower-case hex: ${JSON.stringify(sha256.slice(0, 80))}`);
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

export function diskBlobReader(folder: string): BlobReader {
  const sizeOf = (sha256: string) => unlessAbsent(async () => (await stat(objectPath(folder, sha256))).size, undefined);
  return {
    size: sizeOf,
    async read(sha256, range) {
      const size = await sizeOf(sha256);
      if (size === undefined) return undefined;
      const { start, end } = range ?? { start: 0, end: size };
      // createReadStream counts `end` inclusively, so an empty range needs an empty stream of its own.
      const options = end > start ? { start, end: end - 1 } : { start: size, end: size };
      return createReadStream(objectPath(folder, sha256), { ...options, highWaterMark: 1 << 20 });
    },
    async readBytes(sha256, offset, length) {
      const handle = await unlessAbsent(() => open(objectPath(folder, sha256)), undefined);
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
      for (const outer of await foldersIn(folder))
        for (const inner of await foldersIn(join(folder, outer)))
          for (const { name } of await entriesOf(join(folder, outer, inner))) if (HASH.test(name)) yield name;
    },
  };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  return entries.filter((entry) => entry.isDirectory() && HASH_PART.test(entry.name)).map(({ name }) => name);
}

/** An archive that was never written to has no folder yet. */
function entriesOf(folder: string): Promise<Dirent[]> {
  return unlessAbsent(() => readdir(folder, { withFileTypes: true }), []);
}

async function unlessAbsent<Value, Otherwise>(
  work: () => Promise<Value>,
  otherwise: Otherwise,
): Promise<Value | Otherwise> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
