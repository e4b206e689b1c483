/** Takes bytes from a stream in the lengths asked for; holds one piece of the stream at a time. */
export class ByteSource {
  readonly #stream: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream[Symbol.asyncIterator]();
  }

  /** 1 to `most` bytes, as they come; `undefined` at the end. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#piece.length === 0) {
      const next = await this.#stream.next();
      if (next.done) return undefined;
      this.#piece = next.value;
    }
    const taken = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(taken.length);
    return taken;
  }

  /** Exactly this many bytes, or `undefined` when there are fewer: only for lengths that a reader may hold. */
  async exactly(length: number): Promise<Uint8Array | undefined> {
    const whole = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const bytes = await this.some(length - at);
      if (!bytes) return undefined;
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }

  /** Lets the stream close what it opened. */
  async close(): Promise<void> {
    await this.#stream.return?.();
  }
}
