import { hasher } from './node-crypto.ts';

// RFC 6962 section 2.1 word by word over slices of leaf hashes: slow, obvious, and sharing no line with the package.

const node = (left: Uint8Array, right: Uint8Array) => hasher.sha256(Uint8Array.of(1), left, right);
const split = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);

export function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hasher.sha256();
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = split(leaves.length);
  return node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** PATH(m, D[n]), section 2.1.1. */
export function auditPath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...auditPath(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...auditPath(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** PROOF(m, D[n]), section 2.1.2, for 0 < m < n. */
export function consistencyProof(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  return subproof(m, leaves, true);
}

function subproof(m: number, leaves: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === leaves.length) return known ? [] : [treeHash(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), known), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}

/** Root an audit path leads to, by the recursion that made it. */
export function rootFromPath(m: number, count: number, leaf: Uint8Array, path: readonly Uint8Array[]): Uint8Array {
  if (count === 1) return leaf;
  const k = split(count);
  const last = path[path.length - 1] as Uint8Array;
  const below = path.slice(0, -1);
  return m < k ? node(rootFromPath(m, k, leaf, below), last) : node(last, rootFromPath(m - k, count - k, leaf, below));
}
