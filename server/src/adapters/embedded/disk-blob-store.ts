import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, BlobWriter } from '../../ports/blob-store.ts';
import { syncFolder } from './durable-file.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Files named by their hash: `tmp/<uuid>.part` -> fdatasync -> rename to `ab/cd/<sha256>` -> fsync of the folder.
 * Parts left by a crash are deleted on opening: nobody was told that they exist.
 */
export async function openDiskBlobStore(folder: string): Promise<BlobStore> {
  const parts = join(folder, 'tmp');
  await rm(parts, { recursive: true, force: true });
  await mkdir(parts, { recursive: true });
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
  const makeFolder = async (sha256: string) => {
    const [outer, inner] = [join(folder, sha256.slice(0, 2)), join(folder, sha256.slice(0, 2), sha256.slice(2, 4))];
    if (made.has(inner)) return inner;
    await mkdir(inner, { recursive: true });
    await syncFolder(outer);
    await syncFolder(folder);
    made.add(inner);
    return inner;
  };

  return {
    async create() {
      const part = join(parts, `${randomUUID()}.part`);
      return diskWriter(part, await open(part, 'wx'), async (sha256) => {
        const target = pathOf(sha256);
        const inner = await makeFolder(sha256);
        await rename(part, target);
        await syncFolder(inner);
      });
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

function diskWriter(part: string, handle: FileHandle, keep: (sha256: string) => Promise<void>): BlobWriter {
  let offset = 0;
  let open = true;
  return {
    get offset() {
      return offset;
    },
    async write(bytes) {
      await handle.writeFile(bytes);
      offset += bytes.length;
    },
    async commit(sha256) {
      await handle.datasync();
      await handle.close();
      open = false;
      await keep(sha256);
    },
    async abort() {
      if (!open) return;
      open = false;
      await handle.close();
      await rm(part, { force: true });
    },
  };
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';
}
