/** What a JPEG's frame header says. */
export interface JpegHeader {
  readonly process: 'lossless' | 'other';
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DHT = 0xc4;
const DAC = 0xcc;
const SOF3_LOSSLESS = 0xc3;

/**
 * Walk the marker segments up to the scan (ITU-T T.81 annex B), so that nothing is decoded whose sizes are not those
 * of the image: an attacker writes them, and a decoder allocates by them.
 *
 * @returns `undefined` when it is not a JPEG whose segments lie within its bytes and end in a scan of one component
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  let frame: JpegHeader | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes, B.1.1.2
      continue;
    }
    if (marker === EOI || marker < 0xc0) return undefined;
    const length = word(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (isFrameHeader(marker)) {
      if (frame || length < 8) return undefined;
      frame = frameHeader(bytes, at + 4, marker);
      // One component, sampled once: what the decoder's loops run over.
      if (frame.components === 1 && (length !== 11 || bytes[at + 11] !== 0x11)) return undefined;
    }
    if (marker === SOS) return bytes[at + 4] === 1 && length === 8 ? frame : undefined;
    at += 2 + length;
  }
  return undefined;
}

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== DHT && marker !== 0xc8 && marker !== DAC;
}

function frameHeader(bytes: Uint8Array, at: number, marker: number): JpegHeader {
  return {
    process: marker === SOF3_LOSSLESS ? 'lossless' : 'other',
    precision: bytes[at] ?? 0,
    rows: word(bytes, at + 1),
    columns: word(bytes, at + 3),
    components: bytes[at + 5] ?? 0,
  };
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
