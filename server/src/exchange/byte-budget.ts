interface Waiting {
  readonly bytes: number;
  readonly resume: () => void;
}

/** Bounds the bytes held in memory by everything under way together; whoever comes first is served first. */
export class ByteBudget {
  readonly #limit: number;
  #taken = 0;
  #waiting: Waiting[] = [];

  /** `limit` must cover the largest single piece. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  async take(bytes: number): Promise<void> {
    if (bytes > this.#limit) throw new RangeError(`${bytes} bytes are more than the whole budget of ${this.#limit}`);
    if (this.#waiting.length === 0 && this.#taken + bytes <= this.#limit) {
      this.#taken += bytes;
      return;
    }
    await new Promise<void>((resume) => this.#waiting.push({ bytes, resume }));
  }

  give(bytes: number): void {
    this.#taken -= bytes;
    for (let next = this.#waiting[0]; next && this.#taken + next.bytes <= this.#limit; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.resume();
    }
  }
}
