import { CHUNK_SIZE } from '@garita/trust';
import { ByteBudget } from './byte-budget.ts';

/** Buffers for chunks under way, within one bound for all pulls together; full-size ones are used again. */
export class ChunkBuffers {
  readonly #budget: ByteBudget;
  readonly #free: Uint8Array[] = [];

  /** `limit` in bytes, at least one chunk. */
  constructor(limit: number) {
    this.#budget = new ByteBudget(limit);
  }

  async take(size: number): Promise<Uint8Array> {
    await this.#budget.take(size);
    if (size < CHUNK_SIZE) return new Uint8Array(size);
    return this.#free.pop() ?? new Uint8Array(CHUNK_SIZE);
  }

  give(buffer: Uint8Array): void {
    this.#budget.give(buffer.length);
    // One spare is kept: the rest goes back to the system when pulling pauses.
    if (buffer.length === CHUNK_SIZE && this.#free.length < 2) this.#free.push(buffer);
  }
}
