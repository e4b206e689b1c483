import { LogError } from './log-error.ts';
import { emptyRoot, type Hasher, hashNode, requireHash, requireSize } from './merkle-tree.ts';

export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** The right edge of a growing tree: the roots of its complete subtrees, largest first. Append and root cost O(log size). */
export class Frontier {
  readonly #hasher: Hasher;
  readonly #hashes: Uint8Array[];
  #size: number;

  private constructor(hasher: Hasher, size: number, hashes: Uint8Array[]) {
    this.#hasher = hasher;
    this.#size = size;
    this.#hashes = hashes;
  }

  /** Continues a stored tree (`from(hasher, 0, [])` begins one): one hash per 1 bit of `size`, largest subtree first. */
  static from(hasher: Hasher, size: number, hashes: readonly Uint8Array[]): Frontier {
    requireSize(size);
    const expected = subtreeCount(size);
    if (hashes.length !== expected) {
      throw new LogError('SIZE_INVALID', `a tree of ${size} has ${expected} complete subtrees, not ${hashes.length}`);
    }
    return new Frontier(hasher, size, hashes.map(requireHash));
  }

  get size(): number {
    return this.#size;
  }

  get hashes(): readonly Uint8Array[] {
    return [...this.#hashes];
  }

  /** Adds a leaf; returns the complete subtrees it made, the leaf first: each is final and may be stored. */
  append(leafHash: Uint8Array): Subtree[] {
    let subtree: Subtree = { level: 0, index: this.#size, hash: requireHash(leafHash) };
    const completed = [subtree];
    while (subtree.index % 2 === 1) {
      const left = this.#hashes.pop() as Uint8Array;
      const hash = hashNode(this.#hasher, left, subtree.hash);
      subtree = { level: subtree.level + 1, index: (subtree.index - 1) / 2, hash };
      completed.push(subtree);
    }
    this.#hashes.push(subtree.hash);
    this.#size += 1;
    return completed;
  }

  root(): Uint8Array {
    if (this.#size === 0) return emptyRoot(this.#hasher);
    return this.#hashes.reduceRight((right, left) => hashNode(this.#hasher, left, right));
  }
}

function subtreeCount(size: number): number {
  return Array.from(size.toString(2)).filter((bit) => bit === '1').length;
}
