import { ChunkHasher } from '@garita/node-crypto';
import type { ObservedObject } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { BlobStore, BlobWriter } from '../ports/blob-store.ts';

/** The offset is journalled at least this often, so that a broken 500 MB upload repeats little. */
const KEEP_EVERY_BYTES = 32 * 1024 * 1024;
/** TLS hands over 16 KiB at a time; written together they cost one system call, and hashing overlaps with it. */
const BATCH_BYTES = 1024 * 1024;

/** One object on its way in: bytes go to a part on disk and through the hashes in the same pass. */
export class Upload {
  readonly #name: string;
  readonly #blobs: BlobStore;
  readonly #limit: number;
  readonly #refuseWhenFull: () => void;
  #writer: BlobWriter | undefined;
  #hasher = new ChunkHasher();
  #kept = 0;
  #busy = false;
  #opening: Promise<BlobWriter> | undefined;
  #taking: Promise<unknown> = Promise.resolve();
  observed: ObservedObject | undefined;

  /** `limit`: most bytes taken, whatever the statement claims. `refuseWhenFull` throws to stop in the middle. */
  constructor(name: string, blobs: BlobStore, limit: number, refuseWhenFull: () => void) {
    this.#refuseWhenFull = refuseWhenFull;
    this.#name = name;
    this.#blobs = blobs;
    this.#limit = limit;
  }

  /** What is on disk for good; while a request is writing, that is less than what it has sent. */
  async offset(): Promise<number> {
    if (this.observed) return this.observed.size;
    await this.#open();
    return this.#kept;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Takes bytes from `offset` on; `complete` says that nothing follows them. Returns the offset reached. */
  take(offset: number, complete: boolean, body: AsyncIterable<Uint8Array>): Promise<number> {
    // One writer for each part: two would interleave their bytes under one hash.
    if (this.#busy) return Promise.reject(new Refusal(423, 'UPLOAD_BUSY', 'another request is writing this object'));
    this.#busy = true;
    const taking = this.#take(offset, complete, body);
    this.#taking = taking.catch(() => undefined);
    return taking;
  }

  async #take(offset: number, complete: boolean, body: AsyncIterable<Uint8Array>): Promise<number> {
    try {
      if (this.observed) return this.#alreadyWhole(offset);
      const writer = await this.#open();
      if (writer.offset !== offset)
        throw new Refusal(
          409,
          'UPLOAD_OFFSET_WRONG',
          `this object stands at ${writer.offset}`,
          offsetHeader(writer.offset),
        );
      await this.#write(writer, body);
      if (complete) await this.#finish(writer);
      else await this.#keep(writer);
      return writer.offset;
    } finally {
      this.#busy = false;
    }
  }

  /** Lets go of the file; the part stays and can be taken up again. */
  async close(): Promise<void> {
    // A request whose connection has ended still notes how far it came.
    await this.#taking;
    await this.#opening?.catch(() => undefined);
    const writer = this.#writer;
    this.#writer = undefined;
    this.#hasher = new ChunkHasher();
    await writer?.close();
  }

  #alreadyWhole(offset: number): number {
    const size = this.observed?.size ?? 0;
    if (offset !== size) throw new Refusal(409, 'UPLOAD_OFFSET_WRONG', 'this object is complete', offsetHeader(size));
    return size;
  }

  /** One opening for all who ask meanwhile: reading a part back twice would put its bytes into the hash twice. */
  #open(): Promise<BlobWriter> {
    this.#opening ??= this.#openPart().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #openPart(): Promise<BlobWriter> {
    if (this.#writer) return this.#writer;
    // What an opening that failed half-way had hashed is not hashed again.
    this.#hasher = new ChunkHasher();
    const writer = await this.#blobs.create(this.#name);
    for await (const bytes of writer.readBack()) this.#hasher.update(bytes);
    this.#kept = writer.offset;
    this.#writer = writer;
    return writer;
  }

  async #write(writer: BlobWriter, body: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const pieces of inBatches(body, BATCH_BYTES)) {
        const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
        if (writer.offset + length > this.#limit)
          throw new Refusal(413, 'BODY_TOO_LARGE', `an object may have ${this.#limit} bytes`);
        this.#refuseWhenFull();
        // The disk and the hash work at the same time: the write runs on another thread.
        const written = writer.write(pieces);
        for (const piece of pieces) this.#hasher.update(piece);
        await written;
        if (writer.offset - this.#kept >= KEEP_EVERY_BYTES) await this.#keep(writer);
      }
    } catch (error) {
      // The connection broke, or the sender went on too long: what came so far is kept for the next try.
      await this.#keep(writer);
      throw error;
    }
  }

  async #keep(writer: BlobWriter): Promise<void> {
    await writer.keep();
    this.#kept = writer.offset;
  }

  async #finish(writer: BlobWriter): Promise<void> {
    const observed = this.#hasher.finish();
    await writer.commit(Buffer.from(observed.sha256).toString('hex'));
    this.observed = observed;
    this.#writer = undefined;
  }
}

function offsetHeader(offset: number): Record<string, string> {
  return { 'upload-offset': String(offset) };
}

/** Pieces together until they make `size` bytes; what came before a failure is yielded before it is thrown. */
async function* inBatches(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      batch.push(piece);
      length += piece.length;
      if (length < size) continue;
      yield batch;
      batch = [];
      length = 0;
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
