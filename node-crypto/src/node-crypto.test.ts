import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashLeaf, rootOf } from '@garita/transparency-log';
import { p256 } from '@noble/curves/nist.js';
import { describe, expect, test } from 'vitest';
import {
  ChunkHasher,
  generateEd25519,
  generateP256,
  hasher,
  hashFile,
  loadCryptoKeys,
  loadEd25519Signer,
  loadEs256Signer,
  verifyEd25519,
  verifyEs256,
} from './index.ts';

const MIB = 1024 * 1024;
const CHUNK = 8 * MIB;
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function inPieces(bytes: Uint8Array, size: number) {
  const hash = new ChunkHasher();
  for (let start = 0; start < bytes.length; start += size) hash.update(bytes.subarray(start, start + size));
  return hash.finish();
}

describe('an object is hashed in one pass', () => {
  const big = new Uint8Array(randomBytes(2 * CHUNK + 12_345));

  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, big.length])(
    'of %i bytes: the whole, each 8 MiB chunk, and the RFC 6962 root over the chunk hashes',
    (size) => {
      const bytes = big.subarray(0, size);
      const observed = inPieces(bytes, 3 * MIB - 7);
      const chunks: Uint8Array[] = [];
      for (let start = 0; start < size; start += CHUNK) chunks.push(sha256(bytes.subarray(start, start + CHUNK)));
      expect(observed.size).toBe(size);
      expect(observed.sha256).toEqual(sha256(bytes));
      expect(observed.chunkHashes).toEqual(chunks);
      expect(observed.chunkRoot).toEqual(
        rootOf(
          hasher,
          chunks.map((chunk) => hashLeaf(hasher, chunk)),
        ),
      );
    },
  );

  test('an empty object has no chunk and the empty root, SHA-256 of nothing (RFC 6962 section 2.1)', () => {
    const { chunkHashes, chunkRoot } = new ChunkHasher().finish();
    expect(chunkHashes).toEqual([]);
    expect(hex(chunkRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('whatever the pieces it comes in', () => {
    const bytes = big.subarray(0, 3000);
    for (const size of [1, 7, 1000, 3000]) expect(inPieces(bytes, size)).toEqual(inPieces(bytes, 2999));
  });

  test('from a file as from memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'garita-hash-'));
    try {
      await writeFile(join(folder, 'object'), big);
      expect(await hashFile(join(folder, 'object'))).toEqual(inPieces(big, big.length));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('parts are hashed as if joined', () => {
  expect(hasher.sha256(Buffer.from('ab'), new Uint8Array(), Buffer.from('c'))).toEqual(sha256(Buffer.from('abc')));
});

describe('ES256', () => {
  const { privatePem, spki } = generateP256();
  const signer = loadEs256Signer(privatePem);
  const message = Buffer.from('a statement');

  test('always signs with the lower s, and another implementation agrees', async () => {
    for (let round = 0; round < 64; round++) {
      const signature = await signer.sign(message);
      expect(p256.Point.Fn.fromBytes(signature.subarray(32)) <= p256.Point.Fn.ORDER / 2n).toBe(true);
      expect(p256.verify(signature, message, spki.subarray(26), { lowS: true })).toBe(true);
      expect(verifyEs256(spki, message, signature)).toBe(true);
    }
  });

  test('refuses the same signature with the higher s, though ECDSA itself accepts it', async () => {
    const signature = await signer.sign(message);
    const high = p256.Point.Fn.neg(p256.Point.Fn.fromBytes(signature.subarray(32)));
    const restated = new Uint8Array([...signature.subarray(0, 32), ...p256.Point.Fn.toBytes(high)]);
    expect(p256.verify(restated, message, spki.subarray(26), { lowS: false })).toBe(true);
    expect(verifyEs256(spki, message, restated)).toBe(false);
  });

  test('answers false, not an error, for other keys, curves, lengths and rubbish', async () => {
    const signature = await signer.sign(message);
    expect(verifyEs256(generateP256().spki, message, signature)).toBe(false);
    expect(verifyEs256(new Uint8Array(91), message, signature)).toBe(false);
    expect(verifyEs256(new Uint8Array(), message, signature)).toBe(false);
    expect(verifyEs256(spki, message, signature.subarray(1))).toBe(false);
    expect(verifyEs256(spki, message, new Uint8Array(64))).toBe(false);
    expect(verifyEs256(spki, Buffer.from('another'), signature)).toBe(false);
  });

  test('its key file gives WebCrypto the same key', async () => {
    const { publicKey } = await loadCryptoKeys(privatePem);
    expect(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))).toEqual(spki);
  });

  test('does not take an Ed25519 key file, nor Ed25519 a P-256 one', () => {
    expect(() => loadEs256Signer(generateEd25519().privatePem)).toThrow('not a P-256 key');
    expect(() => loadEd25519Signer(privatePem)).toThrow('not an Ed25519 key');
  });
});

describe('Ed25519', () => {
  // RFC 8032 section 7.1, TEST 2.
  const publicKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');
  const message = Buffer.from('72', 'hex');
  const signature = Buffer.from(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    'hex',
  );

  test('verifies the published vector and refuses each of its neighbours', () => {
    expect(verifyEd25519(publicKey, message, signature)).toBe(true);
    expect(verifyEd25519(publicKey, Buffer.from('73', 'hex'), signature)).toBe(false);
    expect(verifyEd25519(publicKey.subarray(1), message, signature)).toBe(false);
    expect(verifyEd25519(publicKey, message, signature.subarray(1))).toBe(false);
  });

  test('a key file signs what its public key verifies', async () => {
    const { privatePem, publicKey: raw } = generateEd25519();
    const signer = loadEd25519Signer(privatePem);
    expect(signer.publicKey).toEqual(raw);
    expect(verifyEd25519(raw, message, await signer.sign(message))).toBe(true);
  });
});
