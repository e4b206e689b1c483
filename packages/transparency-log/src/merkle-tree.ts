import { isSize } from './decimal.ts';
import { LogError } from './log-error.ts';

/** Digest of the concatenation of the parts; supplied by the program (node:crypto, noble). */
export interface Hasher {
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
}

/** Hash of the complete subtree at (level, index), level 0 = leaves: leaves index * 2^level and the 2^level - 1 after it. */
export type ReadHash = (level: number, index: number) => Uint8Array | Promise<Uint8Array>;

/** Leaves `start` up to, not including, `end`; always a subtree of some RFC 6962 tree. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

export const HASH_BYTES = 32;

// RFC 6962 section 2.1: one prefix byte keeps a leaf from ever passing as a node.
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

export function hashLeaf(hasher: Hasher, entry: Uint8Array): Uint8Array {
  return hasher.sha256(LEAF_PREFIX, entry);
}

export function hashNode(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hasher.sha256(NODE_PREFIX, left, right);
}

/** The root of no leaves at all: SHA-256 of nothing. */
export function emptyRoot(hasher: Hasher): Uint8Array {
  return hasher.sha256();
}

/** Merkle Tree Hash of these leaf hashes (RFC 6962 section 2.1). */
export function rootOf(hasher: Hasher, leafHashes: readonly Uint8Array[]): Uint8Array {
  if (leafHashes.length === 0) return emptyRoot(hasher);
  // Level by level; a node without a right sibling moves up unhashed, which is the RFC's split at a power of two.
  let level = leafHashes.map(requireHash);
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Uint8Array;
      const right = level[at + 1];
      above.push(right === undefined ? left : hashNode(hasher, left, right));
    }
    level = above;
  }
  return level[0] as Uint8Array;
}

/** Root of the tree's first `size` leaves, read from stored subtree hashes; at most 53 reads. */
export async function rootAt(hasher: Hasher, size: number, read: ReadHash): Promise<Uint8Array> {
  requireSize(size);
  return size === 0 ? emptyRoot(hasher) : hashRange(hasher, { start: 0, end: size }, read);
}

/** RFC 6962's k: the largest power of two below `count`; sizes pass 2^32, so no bit operators. */
export function splitPoint(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

export async function hashRange(hasher: Hasher, { start, end }: LeafRange, read: ReadHash): Promise<Uint8Array> {
  const count = end - start;
  const split = splitPoint(count);
  if (count === 1 || split * 2 === count) {
    // Rounded: only some engines promise that log2 of a power of two is exact.
    return requireHash(await read(Math.round(Math.log2(count)), start / count));
  }
  const [left, right] = await Promise.all([
    hashRange(hasher, { start, end: start + split }, read),
    hashRange(hasher, { start: start + split, end }, read),
  ]);
  return hashNode(hasher, left, right);
}

export function requireHash(hash: Uint8Array): Uint8Array {
  if (hash.length !== HASH_BYTES)
    throw new LogError('HASH_MALFORMED', `a hash is ${HASH_BYTES} bytes, not ${hash.length}`);
  return hash;
}

export function requireSize(size: number): void {
  if (!isSize(size)) throw new LogError('SIZE_INVALID', `not a tree size: ${size}`);
}
