import { Frontier, hashLeaf, type ReadHash } from '../src/index.ts';
import { hasher, text } from './node-crypto.ts';

/** A log in memory, as a writer would keep it: every complete subtree, and the root at every size. */
export interface GrowingLog {
  readonly leafHashes: readonly Uint8Array[];
  readonly roots: readonly Uint8Array[];
  readonly read: ReadHash;
}

export function growLog(entries: readonly Uint8Array[]): GrowingLog {
  const frontier = Frontier.from(hasher, 0, []);
  const subtrees = new Map<string, Uint8Array>();
  const leafHashes = entries.map((entry) => hashLeaf(hasher, entry));
  const roots = [frontier.root()];
  for (const leafHash of leafHashes) {
    for (const { level, index, hash } of frontier.append(leafHash)) subtrees.set(`${level}/${index}`, hash);
    roots.push(frontier.root());
  }
  const read: ReadHash = (level, index) => {
    const hash = subtrees.get(`${level}/${index}`);
    if (hash === undefined) throw new RangeError(`no complete subtree ${index} at level ${level}`);
    return hash;
  };
  return { leafHashes, roots, read };
}

export function numberedEntries(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => text(`entry ${index}`));
}
