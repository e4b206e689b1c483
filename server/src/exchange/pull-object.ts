import { createHash, type Hash, webcrypto } from 'node:crypto';
import { ChunkHasher } from '@garita/node-crypto';
import {
  CHUNK_SIZE,
  chunkRootOf,
  decodeCbor,
  type ObservedObject,
  type StatementObject,
  sameBytes,
  TrustError,
  toHex,
} from '@garita/trust';
import type { BlobStore, BlobWriter } from '../ports/blob-store.ts';
import { type PartnerLink, PartnerLinkError } from '../ports/partner-link.ts';
import { wordsOf } from './answer-words.ts';
import type { ChunkBuffers } from './chunk-buffers.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

/** Chunks of one object on their way at once: they arrive side by side and are written in order. */
const CHUNKS_AHEAD = 3;
/** A chunk that comes wrong so often comes wrong at the source. */
const CHUNK_TRIES = 3;
/** A part on disk is made durable this often, so that a crash repeats little of a 500 MB object. */
const KEEP_EVERY_CHUNKS = 8;
const HASH_BYTES = 32;
const REFUSAL_BYTES = 16_384;

export type PullRefusalCode =
  | 'OBJECT_CHUNK_MISMATCH'
  | 'OBJECT_CHUNK_ROOT_MISMATCH'
  | 'OBJECT_HASH_MISMATCH'
  | 'OBJECT_MISSING';

/** Why an object cannot be taken: an answer, not an accident. */
export class PullRefusal extends Error {
  override readonly name = 'PullRefusal';
  readonly code: PullRefusalCode;

  constructor(code: PullRefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export interface PullNeeds {
  readonly link: PartnerLink;
  readonly blobs: BlobStore;
  readonly crypto: ExchangeNeeds['crypto'];
  readonly buffers: ChunkBuffers;
}

/** One object of one share, in statement order `index`. */
export interface WantedObject {
  /** Leaf hash of the share entry, hex. */
  readonly share: string;
  readonly index: number;
  readonly object: StatementObject;
}

/**
 * Brings an object of a share into our archive: every chunk is checked in memory against the list that the signed
 * root covers before a byte of it reaches the disk, the whole before it gets its name. Throws `PullRefusal` when the
 * bytes are not what was signed, `PartnerLinkError` when the partner cannot be had just now.
 */
export async function pullObject(needs: PullNeeds, wanted: WantedObject): Promise<ObservedObject> {
  const { object } = wanted;
  const sha256 = toHex(object.sha256);
  if ((await needs.blobs.size(sha256)) === object.size) {
    const have = await rehash(needs.blobs, sha256);
    // What is here under this name is read again, not believed; if the disk spoiled it, the partner's copy mends it.
    if (have && toHex(have.sha256) === sha256) return have;
  }
  const chunkHashes = await fetchChunkHashes(needs, wanted);
  const writer = await needs.blobs.create(`${wanted.share}-${wanted.index}`);
  const resumed = writer.offset > 0;
  try {
    const whole = createHash('sha256');
    for await (const bytes of writer.readBack()) whole.update(bytes);
    await fetchChunks(needs, wanted, chunkHashes, writer, whole);
    const found = whole.digest('hex');
    if (found === sha256) {
      await writer.commit(sha256);
      return { sha256: object.sha256, size: object.size, chunkRoot: object.chunkRoot, chunkHashes };
    }
    await writer.abort();
    // Every chunk that came was right, so a part taken up after a restart may be what is wrong: once more without it.
    if (resumed) return await pullObject(needs, wanted);
    throw new PullRefusal('OBJECT_HASH_MISMATCH', `object ${wanted.index} is ${found}, not ${sha256}`);
  } catch (error) {
    // Bytes that belong to nothing are not kept; an interrupted pull goes on where it was.
    if (error instanceof PullRefusal && error.code !== 'OBJECT_MISSING') await writer.abort();
    throw error;
  } finally {
    await writer.close();
  }
}

async function rehash(blobs: BlobStore, sha256: string): Promise<ObservedObject | undefined> {
  const stream = await blobs.read(sha256);
  if (!stream) return undefined;
  const hasher = new ChunkHasher();
  for await (const bytes of stream as AsyncIterable<Uint8Array>) hasher.update(bytes);
  return hasher.finish();
}

/** The list of chunk hashes, which must give the root that the device signed. */
async function fetchChunkHashes(needs: PullNeeds, wanted: WantedObject): Promise<readonly Uint8Array[]> {
  const { object, share } = wanted;
  const count = Math.ceil(object.size / CHUNK_SIZE);
  const answer = await needs.link.call({
    method: 'GET',
    path: `/exchange/v1/objects/${toHex(object.sha256)}/chunks?share=${share}`,
    lane: 'small',
    // A CBOR byte string of 32 takes 34, the array's head at most 9; what is refused is explained at some length.
    maxAnswerBytes: Math.max(REFUSAL_BYTES, 9 + count * (HASH_BYTES + 2)),
  });
  if (answer.status !== 200) throw notServed(wanted, answer.status, wordsOf(answer.status, answer.body));
  const list = readHashes(answer.body);
  const root = list?.length === count ? chunkRootOf(needs.crypto.hasher, list) : undefined;
  if (!list || !root || toHex(root) !== toHex(object.chunkRoot))
    throw new PullRefusal(
      'OBJECT_CHUNK_ROOT_MISMATCH',
      `object ${wanted.index}: the chunk hashes do not give the signed root`,
    );
  return list;
}

function readHashes(body: Uint8Array): Uint8Array[] | undefined {
  try {
    const list = decodeCbor(body, { maxBytes: body.length, maxDepth: 1 });
    if (!Array.isArray(list)) return undefined;
    return list.every((item) => item instanceof Uint8Array && item.length === HASH_BYTES) ? list : undefined;
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}

async function fetchChunks(
  needs: PullNeeds,
  wanted: WantedObject,
  chunkHashes: readonly Uint8Array[],
  writer: BlobWriter,
  whole: Hash,
): Promise<void> {
  const { buffers } = needs;
  const sizeOf = (chunk: number) => Math.min(CHUNK_SIZE, wanted.object.size - chunk * CHUNK_SIZE);
  const ahead = new Map<number, Promise<Uint8Array>>();
  // Only whole chunks are ever written, so a part that was taken up again ends between two.
  let ask = Math.ceil(writer.offset / CHUNK_SIZE);
  const fetchNext = () => {
    const chunk = ask++;
    const fetched = buffers.take(sizeOf(chunk)).then((into) =>
      fetchChunk(needs.link, wanted, chunk, chunkHashes[chunk] ?? new Uint8Array(), into).catch((error: unknown) => {
        buffers.give(into);
        throw error;
      }),
    );
    // Several may fail together; the first that is awaited speaks for all.
    fetched.catch(() => undefined);
    ahead.set(chunk, fetched);
  };
  try {
    for (let chunk = ask; chunk < chunkHashes.length; chunk++) {
      while (ahead.size < CHUNKS_AHEAD && ask < chunkHashes.length) fetchNext();
      const bytes = await (ahead.get(chunk) as Promise<Uint8Array>);
      ahead.delete(chunk);
      try {
        const written = writer.write([bytes]);
        whole.update(bytes);
        await written;
      } finally {
        buffers.give(bytes);
      }
      if ((chunk + 1) % KEEP_EVERY_CHUNKS === 0) await writer.keep();
    }
  } finally {
    for (const left of ahead.values()) left.then((bytes) => buffers.give(bytes)).catch(() => undefined);
  }
}

async function fetchChunk(
  link: PartnerLink,
  wanted: WantedObject,
  chunk: number,
  expected: Uint8Array,
  into: Uint8Array,
): Promise<Uint8Array> {
  const start = chunk * CHUNK_SIZE;
  const path = `/exchange/v1/objects/${toHex(wanted.object.sha256)}?share=${wanted.share}`;
  for (let tries = 0; tries < CHUNK_TRIES; tries++) {
    const pulled = await link.pull(path, { start, end: start + into.length }, into);
    if (pulled.status !== 206) throw notServed(wanted, pulled.status);
    if (!pulled.whole) continue;
    // On another thread: this one goes on receiving the next chunk meanwhile.
    const found = new Uint8Array(await webcrypto.subtle.digest('SHA-256', into as Uint8Array<ArrayBuffer>));
    if (sameBytes(found, expected)) return into;
  }
  throw new PullRefusal(
    'OBJECT_CHUNK_MISMATCH',
    `object ${wanted.index}, chunk ${chunk} is not what the device signed, ${CHUNK_TRIES} times in a row`,
  );
}

function notServed(wanted: WantedObject, status: number, words = String(status)): Error {
  // 404, 410 and 416 are about this object; anything else is the partner's passing trouble.
  if (status === 404 || status === 410 || status === 416)
    return new PullRefusal('OBJECT_MISSING', `object ${wanted.index}: the sender answers ${words}`);
  return new PartnerLinkError('PARTNER_UNREACHABLE', `the partner answers ${words} to a pull`);
}
