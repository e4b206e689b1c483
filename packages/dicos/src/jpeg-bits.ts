import { DicosError } from './dicos-error.ts';

/**
 * Bits of entropy-coded data (T.81 F.2.2.5). Past its end, at a marker or the last byte, zeros come; `overdrawn` says
 * so, and the caller looks often enough to stop.
 */
export class JpegBits {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #heldBits = 0;
  #madeUpBits = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** Whether bits were taken that the data does not have. */
  get overdrawn(): boolean {
    return this.#madeUpBits > this.#heldBits;
  }

  /** The next difference: a Huffman code for its size, then its bits (H.1.2.2). */
  difference(codes: Uint16Array): number {
    this.#fill();
    const code = codes[(this.#held >>> (this.#heldBits - 16)) & 0xffff] ?? 0;
    const size = code & 0xff;
    if (code === 0 || size > 16) throw new DicosError('FRAME_UNREADABLE', 'a code that no table has');
    this.#heldBits -= code >>> 8;
    if (size === 0) return 0;
    if (size === 16) return 32_768;
    this.#fill();
    this.#heldBits -= size;
    const value = (this.#held >>> this.#heldBits) & ((1 << size) - 1);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Go past the restart marker that must stand here, counted modulo 8 (F.1.1.5.2). */
  restart(count: number): void {
    while (this.#bytes[this.#at] === 0xff && this.#bytes[this.#at + 1] === 0xff) this.#at += 1;
    if (this.overdrawn || this.#bytes[this.#at] !== 0xff || this.#bytes[this.#at + 1] !== 0xd0 + (count % 8)) {
      throw new DicosError('FRAME_UNREADABLE', 'a restart marker is missing');
    }
    this.#at += 2;
    this.#held = 0;
    this.#heldBits = 0;
    this.#madeUpBits = 0;
  }

  #fill(): void {
    while (this.#heldBits <= 24) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || (byte === 0xff && this.#bytes[this.#at + 1] !== 0)) {
        this.#held <<= 8;
        this.#madeUpBits += 8;
      } else {
        this.#held = (this.#held << 8) | byte;
        this.#at += byte === 0xff ? 2 : 1; // a stuffed zero follows
      }
      this.#heldBits += 8;
    }
  }
}
