import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BlobStore } from './blob-store.ts';

/** A store that can be opened again on what it kept, as after a restart. */
export interface ReopenableStore {
  open(): Promise<BlobStore>;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function put(store: BlobStore, bytes: Uint8Array, pieces = 1): Promise<string> {
  const writer = await store.create();
  const size = Math.ceil(bytes.length / pieces) || 1;
  for (let at = 0; at < bytes.length; at += size) await writer.write([bytes.subarray(at, at + size)]);
  await writer.commit(sha256(bytes));
  return sha256(bytes);
}

async function whole(stream: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream ?? []) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What every adapter of the BlobStore port promises; run on each of them. */
export function keepsTheBlobStoreContract(name: string, make: () => Promise<ReopenableStore>): void {
  describe(`${name} keeps the contract of BlobStore`, () => {
    let place: ReopenableStore;
    let store: BlobStore;
    beforeEach(async () => {
      place = await make();
      store = await place.open();
    });

    test('gives back any bytes, whole and in any range, however they were written', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 5000 }),
          fc.integer({ min: 1, max: 7 }),
          fc.nat(),
          fc.nat(),
          async (bytes, pieces, left, right) => {
            const hash = await put(store, bytes, pieces);
            const [start = 0, end = 0] = [left % (bytes.length + 1), right % (bytes.length + 1)].sort((a, b) => a - b);
            expect(await whole(await store.read(hash))).toEqual(Buffer.from(bytes));
            expect(await whole(await store.read(hash, { start, end }))).toEqual(
              Buffer.from(bytes.subarray(start, end)),
            );
            expect(await store.size(hash)).toBe(bytes.length);
          },
        ),
        { numRuns: 25 },
      );
    });

    test('answers undefined for what nobody ever put', async () => {
      const nothing = sha256(randomBytes(8));
      expect(await store.size(nothing)).toBeUndefined();
      expect(await store.read(nothing)).toBeUndefined();
      expect(await store.readBytes(nothing, 0, 10)).toBeUndefined();
    });

    test('reads a few bytes, and no more than there are', async () => {
      const hash = await put(store, Uint8Array.of(1, 2, 3, 4));
      expect([...((await store.readBytes(hash, 2, 100)) ?? [])]).toEqual([3, 4]);
      expect([...((await store.readBytes(hash, 9, 5)) ?? [])]).toEqual([]);
    });

    test('keeps the same bytes once', async () => {
      const bytes = randomBytes(300);
      await Promise.all([put(store, bytes), put(store, bytes)]);
      expect(await Array.fromAsync(store.list())).toEqual([sha256(bytes)]);
    });

    test('shows nothing of what was not committed, and keeps what was over a restart', async () => {
      const hash = await put(store, randomBytes(100));
      const writer = await store.create();
      await writer.write([randomBytes(50)]);
      const again = await place.open();
      expect(await Array.fromAsync(again.list())).toEqual([hash]);
      await writer.abort();
    });

    test('takes a named part up again where it was kept, and no further', async () => {
      const name = `${sha256(randomBytes(4))}-0`;
      const writer = await store.create(name);
      await writer.write([Buffer.from('kept ')]);
      await writer.keep();
      await writer.write([Buffer.from('written and not kept')]);
      await writer.close();
      const resumed = await (await place.open()).create(name);
      expect(resumed.offset).toBe(5);
      expect((await whole(resumed.readBack())).toString()).toBe('kept ');
      await resumed.write([Buffer.from('and done')]);
      await resumed.commit(sha256(Buffer.from('kept and done')));
      expect((await whole(await store.read(sha256(Buffer.from('kept and done'))))).toString()).toBe('kept and done');
      const fresh = await store.create(name);
      expect(fresh.offset).toBe(0);
      await fresh.abort();
    });

    test('lets a writer be closed and aborted at any time, also twice', async () => {
      const writer = await store.create();
      await writer.write([randomBytes(10)]);
      await writer.abort();
      await writer.abort();
      await writer.close();
    });

    test.each(['../../etc/passwd', 'A'.repeat(64), 'ab', `${'0'.repeat(63)}/`])(
      'never makes a path of %j',
      async (name) => {
        await expect(store.size(name)).rejects.toThrow(TypeError);
        await expect(store.read(name)).rejects.toThrow(TypeError);
        await expect(store.create(name)).rejects.toThrow(TypeError);
      },
    );
  });
}
