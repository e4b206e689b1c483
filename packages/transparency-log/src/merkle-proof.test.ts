import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { growLog, numberedEntries } from '../testing/growing-log.ts';
import { base64, hasher, readVectors } from '../testing/node-crypto.ts';
import { auditPath, consistencyProof, rootFromPath } from '../testing/rfc6962.ts';
import { hashNode, proveConsistency, proveInclusion, rootAt, verifyConsistency, verifyInclusion } from './index.ts';

const log = growLog(numberedEntries(70));
const leaf = (index: number) => log.leafHashes[index] as Uint8Array;
const root = (size: number) => log.roots[size] as Uint8Array;

interface InclusionProbe {
  file: string;
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface ConsistencyProbe {
  file: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[] | null;
  wantErr: boolean;
}

describe('the probes of transparency-dev/merkle', () => {
  const inclusion = readVectors<{ probes: InclusionProbe[] }>('inclusion-probes.json').probes;
  const consistency = readVectors<{ probes: ConsistencyProbe[] }>('consistency-probes.json').probes;

  test('of inclusion are all answered right', () => {
    const wrong = inclusion.filter((probe) => {
      const claim = {
        index: probe.leafIdx,
        size: probe.treeSize,
        leafHash: base64(probe.leafHash),
        root: base64(probe.root),
        proof: (probe.proof ?? []).map(base64),
      };
      return verifyInclusion(hasher, claim) === probe.wantErr;
    });
    expect(inclusion).toHaveLength(98);
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  test('of consistency are all answered right, but that a root of 12 bytes is no root here', () => {
    const wrong = consistency.filter((probe) => {
      const claim = {
        oldSize: probe.size1,
        newSize: probe.size2,
        oldRoot: base64(probe.root1),
        newRoot: base64(probe.root2),
        proof: (probe.proof ?? []).map(base64),
      };
      return verifyConsistency(hasher, claim) === probe.wantErr;
    });
    expect(consistency).toHaveLength(98);
    expect(wrong.map(({ file }) => file)).toEqual(['additional/sizes-are-equal-one-and-proof-is-empty']);
    expect(base64(wrong[0]?.root1 ?? '')).toHaveLength(12);
  });
});

describe('an inclusion proof', () => {
  test('is that of RFC 6962 and verifies, for every leaf of every tree up to 70', async () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await proveInclusion(hasher, index, size, log.read);
        expect(proof).toEqual(auditPath(index, log.leafHashes.slice(0, size)));
        expect(rootFromPath(index, size, leaf(index), proof)).toEqual(root(size));
        expect(verifyInclusion(hasher, { index, size, leafHash: leaf(index), root: root(size), proof })).toBe(true);
      }
    }
  });

  test('fails at every other index and for every other leaf', async () => {
    const proof = await proveInclusion(hasher, 11, 37, log.read);
    for (let index = 0; index < 40; index += 1) {
      const claim = { index, size: 37, leafHash: leaf(11), root: root(37), proof };
      expect(verifyInclusion(hasher, claim)).toBe(index === 11);
      expect(verifyInclusion(hasher, { ...claim, index: 11, leafHash: leaf(index) })).toBe(index === 11);
    }
  });

  test('fails when any bit of it, of the leaf or of the root is changed, or a hash is added, dropped or cut', async () => {
    const proof = await proveInclusion(hasher, 20, 45, log.read);
    const claim = { index: 20, size: 45, leafHash: leaf(20), root: root(45), proof };
    fc.assert(
      fc.property(fc.nat(proof.length + 1), fc.nat(255), (which, bit) => {
        const all = [leaf(20), root(45), ...proof].map((hash, at) => (at === which ? flip(hash, bit) : hash));
        const [leafHash, newRoot, ...rest] = all as [Uint8Array, Uint8Array, ...Uint8Array[]];
        expect(verifyInclusion(hasher, { ...claim, leafHash, root: newRoot, proof: rest })).toBe(false);
      }),
    );
    for (const [at, hash] of proof.entries()) {
      expect(verifyInclusion(hasher, { ...claim, proof: proof.toSpliced(at, 1) })).toBe(false);
      expect(verifyInclusion(hasher, { ...claim, proof: proof.toSpliced(at, 0, hash) })).toBe(false);
      expect(verifyInclusion(hasher, { ...claim, proof: proof.with(at, hash.slice(1)) })).toBe(false);
    }
  });

  test('fails with a hash too many, even where it leads to the root that is claimed', async () => {
    const [inclusion, growth] = await Promise.all([
      proveInclusion(hasher, 20, 45, log.read),
      proveConsistency(hasher, 20, 45, log.read),
    ]);
    const beyond = leaf(0);
    const taller = hashNode(hasher, beyond, root(45));
    const claim = { index: 20, size: 45, leafHash: leaf(20), root: taller, proof: [...inclusion, beyond] };
    expect(verifyInclusion(hasher, claim)).toBe(false);
    const oldRoot = hashNode(hasher, beyond, root(20));
    const grown = { oldSize: 20, newSize: 45, oldRoot, newRoot: taller, proof: [...growth, beyond] };
    expect(verifyConsistency(hasher, grown)).toBe(false);
  });

  test('does not let an inner node pass as a leaf of a smaller tree', async () => {
    // The attack of CVE-2012-2459 and its kin: hashes at the boundary of the tree are accepted for no other shape.
    const node = hashNode(hasher, leaf(0), leaf(1));
    const proof = [hashNode(hasher, leaf(2), leaf(3))];
    expect(verifyInclusion(hasher, { index: 0, size: 4, leafHash: node, root: root(4), proof })).toBe(false);
  });

  test('is refused for a leaf the tree does not have', async () => {
    for (const [index, size] of [
      [5, 5],
      [0, 0],
      [-1, 5],
      [0.5, 5],
      [0, 2 ** 53],
      [Number.NaN, 5],
    ] as const) {
      await expect(proveInclusion(hasher, index, size, log.read)).rejects.toMatchObject({ code: 'SIZE_INVALID' });
      const claim = { index, size, leafHash: leaf(0), root: leaf(0), proof: [] };
      expect(verifyInclusion(hasher, claim)).toBe(false);
    }
  });
});

describe('a consistency proof', () => {
  test('is that of RFC 6962 and verifies, between all sizes up to 70', async () => {
    for (let newSize = 0; newSize <= 70; newSize += 1) {
      for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
        const proof = await proveConsistency(hasher, oldSize, newSize, log.read);
        const trivial = oldSize === 0 || oldSize === newSize;
        expect(proof).toEqual(trivial ? [] : consistencyProof(oldSize, log.leafHashes.slice(0, newSize)));
        const claim = { oldSize, newSize, oldRoot: root(oldSize), newRoot: root(newSize), proof };
        expect(verifyConsistency(hasher, claim)).toBe(true);
      }
    }
  });

  test('fails against every other old or new root', async () => {
    const proof = await proveConsistency(hasher, 21, 50, log.read);
    for (let size = 0; size <= 70; size += 1) {
      const claim = { oldSize: 21, newSize: 50, oldRoot: root(21), newRoot: root(50), proof };
      expect(verifyConsistency(hasher, { ...claim, oldRoot: root(size) })).toBe(size === 21);
      expect(verifyConsistency(hasher, { ...claim, newRoot: root(size) })).toBe(size === 50);
    }
  });

  test('fails when any bit of it or of a root is changed, or a hash is added or dropped', async () => {
    for (const [oldSize, newSize] of [
      [21, 50],
      [32, 50],
      [63, 64],
    ] as const) {
      const proof = await proveConsistency(hasher, oldSize, newSize, log.read);
      const claim = { oldSize, newSize, oldRoot: root(oldSize), newRoot: root(newSize), proof };
      fc.assert(
        fc.property(fc.nat(proof.length + 1), fc.nat(255), (which, bit) => {
          const all = [claim.oldRoot, claim.newRoot, ...proof];
          const [oldRoot, newRoot, ...rest] = all.map((hash, at) => (at === which ? flip(hash, bit) : hash)) as [
            Uint8Array,
            Uint8Array,
            ...Uint8Array[],
          ];
          expect(verifyConsistency(hasher, { ...claim, oldRoot, newRoot, proof: rest })).toBe(false);
        }),
      );
      for (const [at, hash] of proof.entries()) {
        expect(verifyConsistency(hasher, { ...claim, proof: proof.toSpliced(at, 1) })).toBe(false);
        expect(verifyConsistency(hasher, { ...claim, proof: proof.toSpliced(at, 0, hash) })).toBe(false);
      }
    }
  });

  test('from the empty tree wants the empty root and no hashes', () => {
    const claim = { oldSize: 0, newSize: 7, oldRoot: root(0), newRoot: root(7), proof: [] };
    expect(verifyConsistency(hasher, claim)).toBe(true);
    expect(verifyConsistency(hasher, { ...claim, oldRoot: root(1) })).toBe(false);
    expect(verifyConsistency(hasher, { ...claim, proof: [root(1)] })).toBe(false);
    expect(verifyConsistency(hasher, { ...claim, newSize: 0 })).toBe(false);
  });

  test('is refused for a log that shrinks', async () => {
    await expect(proveConsistency(hasher, 5, 4, log.read)).rejects.toMatchObject({ code: 'SIZE_INVALID' });
    const claim = { oldSize: 5, newSize: 4, oldRoot: root(5), newRoot: root(4), proof: [] };
    expect(verifyConsistency(hasher, claim)).toBe(false);
  });
});

describe('trees too large to build', () => {
  // All leaves alike: every complete subtree of a level has one hash, so any size can be read.
  const levels = [leaf(0)];
  while (levels.length <= 53) levels.push(hashNode(hasher, levels.at(-1) as Uint8Array, levels.at(-1) as Uint8Array));
  const read = (level: number) => levels[level] as Uint8Array;
  const anySize = fc.oneof(
    fc.integer({ min: 1, max: 5000 }),
    fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }),
  );

  test('have inclusion proofs that verify, up to the largest number', async () => {
    await fc.assert(
      fc.asyncProperty(anySize, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (size, share) => {
        const index = Math.floor(size * share);
        const proof = await proveInclusion(hasher, index, size, read);
        const claim = { index, size, leafHash: leaf(0), root: await rootAt(hasher, size, read), proof };
        expect(verifyInclusion(hasher, claim)).toBe(true);
        expect(verifyInclusion(hasher, { ...claim, leafHash: leaf(1) })).toBe(false);
      }),
    );
  });

  test('have consistency proofs that verify, up to the largest number', async () => {
    await fc.assert(
      fc.asyncProperty(anySize, anySize, async (one, other) => {
        const [oldSize, newSize] = [Math.min(one, other), Math.max(one, other)];
        const proof = await proveConsistency(hasher, oldSize, newSize, read);
        const [oldRoot, newRoot] = [await rootAt(hasher, oldSize, read), await rootAt(hasher, newSize, read)];
        const claim = { oldSize, newSize, oldRoot, newRoot, proof };
        expect(verifyConsistency(hasher, claim)).toBe(true);
        expect(verifyConsistency(hasher, { ...claim, oldRoot: leaf(1) })).toBe(false);
      }),
    );
  });
});

function flip(hash: Uint8Array, bit: number): Uint8Array {
  return hash.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));
}
