import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ChunkHasher } from '@garita/node-crypto';
import type { ObservedObject } from '@garita/trust';
import { asLaneError, LaneError } from './lane-error.ts';

/** Where an object's bytes come from: a file's path, bytes in memory, or a stream that ends. */
export type ObjectSource = string | Uint8Array | Readable;

const READ_BYTES = 1024 * 1024;

/** Copies an object to a new file while hashing what is written; the file is synced, its folder is not. */
export async function writeObject(target: string, source: ObjectSource): Promise<ObservedObject> {
  const file = await open(target, 'wx', 0o600);
  try {
    const hash = new ChunkHasher();
    for await (const bytes of bytesOf(source)) {
      const written = writeAll(file, bytes);
      hash.update(bytes);
      await written;
    }
    await file.sync();
    return hash.finish();
  } finally {
    await file.close();
  }
}

async function* bytesOf(source: ObjectSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source;
  else if (typeof source === 'string') yield* bytesOfFile(source);
  else for await (const bytes of source) yield bytes instanceof Uint8Array ? bytes : Buffer.from(bytes);
}

async function* bytesOfFile(path: string): AsyncGenerator<Uint8Array> {
  // O_NOFOLLOW: whoever may write to an inbox must not make the gateway sign a file it can read and they cannot.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw asLaneError(error, 'FILE_NOT_READABLE');
  });
  try {
    if (!(await file.stat()).isFile()) throw new LaneError('FILE_NOT_READABLE', `${path} is not a file`);
    const buffer = new Uint8Array(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, start, bytes.length - start);
    start += bytesWritten;
  }
}
