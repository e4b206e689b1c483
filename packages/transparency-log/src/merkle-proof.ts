import { equalBytes } from './bytes.ts';
import { isSize } from './decimal.ts';
import { LogError } from './log-error.ts';
import {
  emptyRoot,
  HASH_BYTES,
  type Hasher,
  hashNode,
  hashRange,
  type LeafRange,
  type ReadHash,
  requireSize,
  splitPoint,
} from './merkle-tree.ts';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Audit path of leaf `index` in the tree of `size` leaves, from the leaf's sibling up (RFC 6962 section 2.1.1). */
export async function proveInclusion(
  hasher: Hasher,
  index: number,
  size: number,
  read: ReadHash,
): Promise<Uint8Array[]> {
  requireSize(size);
  if (!isSize(index) || index >= size) throw new LogError('SIZE_INVALID', `no leaf ${index} in a tree of ${size}`);
  const siblings: LeafRange[] = [];
  let tree: LeafRange = { start: 0, end: size };
  while (tree.end - tree.start > 1) {
    const middle = tree.start + splitPoint(tree.end - tree.start);
    const [left, right] = halves(tree, middle);
    siblings.unshift(index < middle ? right : left);
    tree = index < middle ? left : right;
  }
  return Promise.all(siblings.map((range) => hashRange(hasher, range, read)));
}

/** Proof that the tree of `newSize` only appended to that of `oldSize` (RFC 6962 section 2.1.2); empty from 0 or to the same size. */
export async function proveConsistency(
  hasher: Hasher,
  oldSize: number,
  newSize: number,
  read: ReadHash,
): Promise<Uint8Array[]> {
  requireSize(oldSize);
  requireSize(newSize);
  if (oldSize > newSize) throw new LogError('SIZE_INVALID', `a log never shrinks: ${oldSize} to ${newSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const nodes: LeafRange[] = [];
  let tree: LeafRange = { start: 0, end: newSize };
  while (tree.end !== oldSize) {
    const middle = tree.start + splitPoint(tree.end - tree.start);
    const [left, right] = halves(tree, middle);
    nodes.unshift(oldSize <= middle ? right : left);
    tree = oldSize <= middle ? left : right;
  }
  // The RFC's flag b: a subtree that is the whole old tree is known to the verifier already.
  if (tree.start !== 0) nodes.unshift(tree);
  return Promise.all(nodes.map((range) => hashRange(hasher, range, read)));
}

/** RFC 9162 section 2.1.3.2. All fields may come from an attacker; a claim out of range is simply false. */
export function verifyInclusion(hasher: Hasher, claim: InclusionClaim): boolean {
  const { index, size, leafHash, root, proof } = claim;
  if (!isSize(index) || !isSize(size) || index >= size || !allHashes([leafHash, root, ...proof])) return false;
  const path = new Climb(index, size - 1);
  let hash = leafHash;
  for (const sibling of proof) {
    if (path.atTop) return false;
    hash = path.step() === 'left' ? hashNode(hasher, sibling, hash) : hashNode(hasher, hash, sibling);
  }
  return path.atTop && equalBytes(hash, root);
}

/** RFC 9162 section 2.1.4.2, and RFC 6962's plain cases: from the empty tree, and to the same size, no proof. */
export function verifyConsistency(hasher: Hasher, claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (!allHashes([oldRoot, newRoot, ...proof])) return false;
  if (newSize === 0 && !equalBytes(newRoot, emptyRoot(hasher))) return false;
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot(hasher));
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);

  const nodes = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = nodes;
  if (first === undefined) return false;
  const path = new Climb(oldSize - 1, newSize - 1);
  path.skipRightEdges();
  let oldHash = first;
  let newHash = first;
  for (const node of rest) {
    if (path.atTop) return false;
    if (path.step() === 'left') {
      oldHash = hashNode(hasher, node, oldHash);
      newHash = hashNode(hasher, node, newHash);
    } else {
      newHash = hashNode(hasher, newHash, node);
    }
  }
  return path.atTop && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

/** The walk both verifications share: RFC 9162's fn and sn, in arithmetic because sizes pass 2^32. */
class Climb {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  get atTop(): boolean {
    return this.#last === 0;
  }

  skipRightEdges(): void {
    while (this.#node % 2 === 1) this.#up();
  }

  /** On which side the next sibling stands. */
  step(): 'left' | 'right' {
    const side = this.#node % 2 === 1 || this.#node === this.#last ? 'left' : 'right';
    if (side === 'left') while (this.#node % 2 === 0 && this.#node !== 0) this.#up();
    this.#up();
    return side;
  }

  #up(): void {
    this.#node = Math.floor(this.#node / 2);
    this.#last = Math.floor(this.#last / 2);
  }
}

function halves({ start, end }: LeafRange, middle: number): [LeafRange, LeafRange] {
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

function allHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES);
}

function isPowerOfTwo(size: number): boolean {
  return size === 1 || splitPoint(size) * 2 === size;
}
