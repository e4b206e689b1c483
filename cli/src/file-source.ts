import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '@garita/dicos';
import { Failure } from './failure.ts';

const READ_BYTES = 1024 * 1024;

export interface FileSource extends ByteSource {
  /** SHA-256 of the whole file, hex; never more than 1 MiB of it in memory. Throws when the file changes meanwhile. */
  sha256(onProgress?: (done: number) => void): Promise<string>;
  close(): Promise<void>;
}

/** A regular file, opened once for everything that is read of it. Throws FILE_NOT_READABLE for a folder or a device. */
export async function openFileSource(path: string): Promise<FileSource> {
  // Without O_NONBLOCK a named pipe would be waited for until somebody writes to it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile())
      throw new Failure('FILE_NOT_READABLE', `${path} is ${stat.isDirectory() ? 'a folder' : 'no regular file'}`);
    return sourceOf(file, path, stat.size);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function sourceOf(file: FileHandle, path: string, size: number): FileSource {
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
      return bytes.subarray(0, bytesRead);
    },
    async sha256(onProgress) {
      const hash = createHash('sha256');
      const buffer = new Uint8Array(Math.min(READ_BYTES, Math.max(1, size)));
      for (let done = 0; ; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, done);
        done += bytesRead;
        hash.update(buffer.subarray(0, bytesRead));
        onProgress?.(done);
        if (done > size || (bytesRead === 0 && done !== size))
          throw new Failure('FILE_NOT_READABLE', `${path} changed while it was read`);
        if (bytesRead === 0) return hash.digest('hex');
      }
    },
    close: () => file.close(),
  };
}
