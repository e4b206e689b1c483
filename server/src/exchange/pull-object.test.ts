import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import { CHUNK_SIZE, encodeCbor, type ObservedObject, toHex } from '@garita/trust';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { observe } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { PartnerLink } from '../ports/partner-link.ts';
import { ChunkBuffers } from './chunk-buffers.ts';
import { pullObject, type WantedObject } from './pull-object.ts';

const SHARE = 'ab'.repeat(32);
const file = randomBytes(2 * CHUNK_SIZE + 1_000);
let observed: ObservedObject;
let folder: string;
let blobs: BlobStore;
let wanted: WantedObject;
const asked: number[] = [];

beforeAll(() => {
  observed = observe(file);
});
beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(join(tmpdir(), 'garita-pull-'));
  blobs = await openDiskBlobStore(folder);
  asked.length = 0;
  wanted = { share: SHARE, index: 0, object: objectOf(observed) };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const objectOf = ({ sha256, size, chunkRoot }: ObservedObject) =>
  ({ role: 'image', mediaType: 'a/b', name: 'x', size, sha256, chunkSize: CHUNK_SIZE, chunkRoot }) as const;

interface Misbehaviour {
  /** Spoils a chunk: which one, on which try (from 1). */
  readonly spoil?: (chunk: number, nth: number) => boolean;
  readonly status?: number;
  readonly list?: Uint8Array;
  readonly listStatus?: number;
}

function linkTo({ spoil, status = 206, list, listStatus = 200 }: Misbehaviour = {}): PartnerLink {
  return {
    call: async () => ({
      status: listStatus,
      contentType: '',
      body: list ?? encodeCbor([...observed.chunkHashes]),
    }),
    pull: async (_path, { start, end }, into) => {
      const chunk = start / CHUNK_SIZE;
      asked.push(chunk);
      into.set(file.subarray(start, end));
      if (spoil?.(chunk, asked.filter((one) => one === chunk).length)) into[17] = (into[17] as number) ^ 1;
      return { status, whole: status === 206 };
    },
    watch() {},
    close: async () => {},
  };
}

const pull = (misbehaviour?: Misbehaviour, what = wanted) =>
  pullObject(
    { link: linkTo(misbehaviour), blobs, crypto: trustCrypto, buffers: new ChunkBuffers(2 * CHUNK_SIZE) },
    what,
  );
const stored = async () => {
  const bytes = await blobs.readBytes(toHex(observed.sha256), 0, file.length);
  return bytes !== undefined && Buffer.compare(bytes, file) === 0;
};

describe('an object is pulled', () => {
  test('chunk by chunk, within less memory than it is long', async () => {
    expect(toHex((await pull()).chunkRoot)).toBe(toHex(observed.chunkRoot));
    expect([await stored(), asked.sort()]).toEqual([true, [0, 1, 2]]);
  });

  test('again where a chunk came wrong, and only there', async () => {
    await pull({ spoil: (chunk, nth) => chunk === 1 && nth < 3 });
    expect([await stored(), asked.sort()]).toEqual([true, [0, 1, 1, 1, 2]]);
  });

  test('from where a part was kept, without asking for what is here', async () => {
    const part = await blobs.create(`${SHARE}-0`);
    await part.write([file.subarray(0, CHUNK_SIZE)]);
    await part.keep();
    await part.close();
    await pull();
    expect([await stored(), asked.sort()]).toEqual([true, [1, 2]]);
  });

  test('afresh when the kept part turns out to be spoiled', async () => {
    const part = await blobs.create(`${SHARE}-0`);
    await part.write([randomBytes(CHUNK_SIZE)]);
    await part.keep();
    await part.close();
    await pull();
    expect([await stored(), asked.sort()]).toEqual([true, [0, 1, 1, 2, 2]]);
  });
});

describe('an object is refused', () => {
  test('when a chunk stays wrong', async () => {
    await expect(pull({ spoil: (chunk) => chunk === 2 })).rejects.toMatchObject({
      code: 'OBJECT_CHUNK_MISMATCH',
      message: expect.stringContaining('object 0, chunk 2 '),
    });
    expect([await stored(), await readdir(join(folder, 'parts'))]).toEqual([false, []]);
  });

  test('when all chunks are right and the whole is not what its hash says', async () => {
    const object = { ...wanted.object, sha256: new Uint8Array(32).fill(9) };
    await expect(pull({}, { ...wanted, object })).rejects.toMatchObject({ code: 'OBJECT_HASH_MISMATCH' });
    expect(await blobs.size('09'.repeat(32))).toBeUndefined();
  });

  test.each([
    ['another chunk’s hash', () => encodeCbor([new Uint8Array(32), ...observed.chunkHashes.slice(1)])],
    ['one hash too few', () => encodeCbor(observed.chunkHashes.slice(1))],
    ['one hash too many', () => encodeCbor([...observed.chunkHashes, new Uint8Array(32)])],
    ['no list', () => encodeCbor('hashes')],
    ['no CBOR', () => new Uint8Array([0xff])],
  ])('when the chunk list has %s', async (_what, list) => {
    await expect(pull({ list: list() })).rejects.toMatchObject({ code: 'OBJECT_CHUNK_ROOT_MISMATCH' });
    expect(asked).toEqual([]);
  });

  test.each([404, 410, 416])('as missing on status %i', async (status) => {
    await expect(pull({ listStatus: status })).rejects.toMatchObject({ code: 'OBJECT_MISSING' });
    await expect(pull({ status })).rejects.toMatchObject({ code: 'OBJECT_MISSING' });
  });

  test.each([200, 302, 403, 500, 503])('not on status %i, which is the partner’s passing trouble', async (status) => {
    await expect(pull({ status })).rejects.toMatchObject({ code: 'PARTNER_UNREACHABLE' });
  });
});

test('an empty object needs no chunk', async () => {
  const empty = observe(new Uint8Array());
  await pull({ list: encodeCbor([]) }, { ...wanted, object: objectOf(empty) });
  expect(await blobs.size(toHex(empty.sha256))).toBe(0);
  expect(asked).toEqual([]);
});
