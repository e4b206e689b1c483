import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { CHUNK_SIZE, chunkRootOf, type ObservedObject } from '@garita/trust';
import { hasher } from './hasher.ts';

const READ_BYTES = 1024 * 1024;

/**
 * Hashes an object as it streams by: the whole and every 8 MiB chunk, in one pass. Up to the end of the first chunk both
 * are the same hash, so small objects cost one hash and only what follows costs two.
 */
export class ChunkHasher {
  #whole: Hash | undefined;
  #chunk = createHash('sha256');
  #inChunk = 0;
  #size = 0;
  readonly #chunkHashes: Uint8Array[] = [];

  /** Bytes seen so far. */
  get size(): number {
    return this.#size;
  }

  /** The bytes are consumed at once: the caller may reuse the buffer. */
  update(bytes: Uint8Array): void {
    this.#size += bytes.length;
    for (let start = 0; start < bytes.length; ) {
      const end = Math.min(bytes.length, start + CHUNK_SIZE - this.#inChunk);
      const part = bytes.subarray(start, end);
      this.#chunk.update(part);
      this.#whole?.update(part);
      this.#inChunk += end - start;
      if (this.#inChunk === CHUNK_SIZE) this.#closeChunk();
      start = end;
    }
  }

  /** Call once, after the last byte. An empty object has no chunk and the empty root. */
  finish(): ObservedObject {
    const whole = this.#whole ?? this.#chunk.copy();
    if (this.#inChunk > 0) this.#closeChunk();
    return {
      sha256: new Uint8Array(whole.digest()),
      size: this.#size,
      chunkRoot: chunkRootOf(hasher, this.#chunkHashes),
      chunkHashes: this.#chunkHashes,
    };
  }

  #closeChunk(): void {
    this.#whole ??= this.#chunk.copy();
    this.#chunkHashes.push(new Uint8Array(this.#chunk.digest()));
    this.#chunk = createHash('sha256');
    this.#inChunk = 0;
  }
}

/** Hashes a file without holding more than 1 MiB of it. */
export async function hashFile(path: string): Promise<ObservedObject> {
  const file = await open(path, 'r');
  try {
    const hash = new ChunkHasher();
    const buffer = new Uint8Array(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.finish();
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
