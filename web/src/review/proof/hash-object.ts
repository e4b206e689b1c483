import { CHUNK_SIZE, chunkRootOf, type ObservedObject, type TrustCrypto } from '@garita/trust';
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Hashes an object as it streams by, whole and chunk by chunk, holding one chunk of it. The browser's own hash takes a
 * chunk at once and is ten times as fast as a script's, but cannot be fed piece by piece: the whole of a larger object
 * is hashed by script.
 */
export async function hashObject(
  crypto: Pick<TrustCrypto, 'hasher'>,
  bytes: AsyncIterable<Uint8Array>,
  progress: (size: number) => void = () => {},
): Promise<ObservedObject> {
  const chunkHashes: Uint8Array[] = [];
  let chunk = new Uint8Array(0);
  let inChunk = 0;
  let size = 0;
  let whole: ReturnType<typeof sha256.create> | undefined;
  const closeChunk = async () => {
    const full = chunk.subarray(0, inChunk);
    chunkHashes.push(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', full)));
    whole?.update(full);
    inChunk = 0;
  };
  for await (const piece of bytes) {
    for (let start = 0; start < piece.length; ) {
      if (inChunk === CHUNK_SIZE) {
        // There is more than one chunk.
        whole ??= sha256.create();
        await closeChunk();
      }
      const part = piece.subarray(start, start + CHUNK_SIZE - inChunk);
      chunk = roomFor(chunk, inChunk, inChunk + part.length);
      chunk.set(part, inChunk);
      inChunk += part.length;
      start += part.length;
    }
    size += piece.length;
    progress(size);
  }
  if (inChunk > 0) await closeChunk();
  const [only] = chunkHashes;
  const all = whole?.digest() ?? only ?? crypto.hasher.sha256();
  return { sha256: all, size, chunkHashes, chunkRoot: chunkRootOf(crypto.hasher, chunkHashes) };
}

/** Grows as small objects need it, and no further than a chunk. */
function roomFor(buffer: Uint8Array<ArrayBuffer>, used: number, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= buffer.length) return buffer;
  const larger = new Uint8Array(Math.min(CHUNK_SIZE, Math.max(needed, 2 * buffer.length, 65_536)));
  larger.set(buffer.subarray(0, used));
  return larger;
}
