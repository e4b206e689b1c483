import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { expect, test } from 'vitest';
import { hashObject } from './hash-object.ts';

const CHUNK = 8_388_608;

async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

function byNode(bytes: Uint8Array) {
  const hasher = new ChunkHasher();
  hasher.update(bytes);
  return hasher.finish();
}

test.each([0, 1, 1000, CHUNK, CHUNK + 1])('%i bytes hash to what the server hashes them to', async (size) => {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = at * 31 + (at >> 8);
  expect(await hashObject(trustCrypto, pieces(bytes, 1_000_003))).toEqual(byNode(bytes));
});
