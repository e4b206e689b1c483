import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growLog, numberedEntries } from '../testing/growing-log.ts';
import { hasher, hex } from '../testing/node-crypto.ts';
import { treeHash } from '../testing/rfc6962.ts';
import { Frontier, type Hasher, hashLeaf, hashNode, rootAt, rootOf } from './index.ts';

// The eight leaves and nine roots of the Certificate Transparency reference tests (transparency-dev/merkle at 417fb0c,
// testonly/constants.go).
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (leaf) => new Uint8Array(Buffer.from(leaf, 'hex')),
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('a tree hash', () => {
  test('is the published one for each of the first eight sizes', () => {
    const leafHashes = LEAVES.map((leaf) => hashLeaf(hasher, leaf));
    expect(ROOTS.map((_, size) => hex(rootOf(hasher, leafHashes.slice(0, size))))).toEqual(ROOTS);
  });

  test('is the same with the hash function of a browser', () => {
    const noble: Hasher = {
      sha256: (...parts) => parts.reduce((hash, part) => hash.update(part), sha256.create()).digest(),
    };
    expect(
      hex(
        rootOf(
          noble,
          LEAVES.map((leaf) => hashLeaf(noble, leaf)),
        ),
      ),
    ).toBe(ROOTS[8]);
  });

  test('never lets two leaves pass as one node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 64 }), (left, right) => {
        expect(hashLeaf(hasher, new Uint8Array([...left, ...right]))).not.toEqual(hashNode(hasher, left, right));
      }),
    );
  });

  test('refuses a leaf hash that is not 32 bytes', () => {
    expect(() => rootOf(hasher, [new Uint8Array(31)])).toThrow(expect.objectContaining({ code: 'HASH_MALFORMED' }));
  });
});

describe('a growing tree', () => {
  const log = growLog(numberedEntries(300));

  test('has at every size the root that RFC 6962 defines, appended, whole or read from its subtrees', async () => {
    for (let size = 0; size <= 300; size += 1) {
      const leaves = log.leafHashes.slice(0, size);
      const expected = treeHash(leaves);
      expect(log.roots[size]).toEqual(expected);
      expect(rootOf(hasher, leaves)).toEqual(expected);
      expect(await rootAt(hasher, size, log.read)).toEqual(expected);
    }
  });

  test('names the complete subtrees a leaf makes, the leaf first', () => {
    const frontier = Frontier.from(hasher, 0, []);
    const shapes = LEAVES.slice(0, 4).map((leaf) =>
      frontier.append(hashLeaf(hasher, leaf)).map(({ level, index }) => `${level}/${index}`),
    );
    expect(shapes).toEqual([['0/0'], ['0/1', '1/0'], ['0/2'], ['0/3', '1/1', '2/0']]);
    expect(hex(frontier.root())).toBe(ROOTS[4]);
  });

  test('goes on from a stored frontier as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 299 }), (size) => {
        const before = Frontier.from(hasher, 0, []);
        for (const leaf of log.leafHashes.slice(0, size)) before.append(leaf);
        const after = Frontier.from(hasher, before.size, before.hashes);
        for (const leaf of log.leafHashes.slice(size)) after.append(leaf);
        expect(after.root()).toEqual(log.roots[300]);
      }),
      { numRuns: 20 },
    );
  });

  test('cannot be changed through the hashes it hands out', () => {
    const frontier = Frontier.from(hasher, 1, [log.leafHashes[0] as Uint8Array]);
    (frontier.hashes as Uint8Array[]).pop();
    expect(frontier.root()).toEqual(log.roots[1]);
  });

  test('reaches sizes beyond 2^32', () => {
    const hash = log.leafHashes[0] as Uint8Array;
    const frontier = Frontier.from(hasher, 2 ** 40, [hash]);
    expect(frontier.append(hash)).toEqual([{ level: 0, index: 2 ** 40, hash }]);
    expect(frontier.root()).toEqual(hashNode(hasher, hash, hash));
  });

  test.each([
    ['a size that does not match the number of hashes', 3, 1],
    ['a size that is no whole number', 1.5, 1],
    ['a size beyond what a number can count', 2 ** 53, 1],
    ['a negative size', -1, 0],
  ])('refuses %s', (_, size, hashes) => {
    expect(() => Frontier.from(hasher, size, new Array(hashes).fill(new Uint8Array(32)))).toThrow(
      expect.objectContaining({ code: 'SIZE_INVALID' }),
    );
  });
});
