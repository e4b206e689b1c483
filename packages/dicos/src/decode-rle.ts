import { DicosError } from './dicos-error.ts';

// PS3.5 annex G.4: sixteen 32-bit words, the number of segments and up to 15 offsets.
const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;

/**
 * One frame of RLE (PS3.5 annex G): each byte of each sample in a segment of its own, the most significant first.
 *
 * @param samples pixels times samples per pixel
 * @param bytesPerSample 1, 2 or 4
 * @param samplesPerPixel segments come sample by sample, colour by plane
 * @returns the frame in little endian, samples of a pixel together
 * @throws DicosError FRAME_UNREADABLE when a segment is missing, cut off, or decodes to fewer bytes than the image has
 */
export function decodeRle(
  bytes: Uint8Array,
  samples: number,
  bytesPerSample: number,
  samplesPerPixel: number,
): Uint8Array {
  const segments = readSegments(bytes, bytesPerSample * samplesPerPixel);
  const pixels = samples / samplesPerPixel;
  const frame = new Uint8Array(samples * bytesPerSample);
  const plane = new Uint8Array(pixels);
  for (const [index, segment] of segments.entries()) {
    unpackBits(segment, plane);
    const sample = Math.floor(index / bytesPerSample);
    const byte = bytesPerSample - 1 - (index % bytesPerSample);
    const stride = bytesPerSample * samplesPerPixel;
    let at = sample * bytesPerSample + byte;
    for (const value of plane) {
      frame[at] = value;
      at += stride;
    }
  }
  return frame;
}

function readSegments(bytes: Uint8Array, expected: number): readonly Uint8Array[] {
  if (bytes.length < HEADER_BYTES) throw unreadable('the RLE header is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const count = view.getUint32(0, true);
  if (count !== expected || count > MOST_SEGMENTS) {
    throw unreadable(`${count} RLE segments; ${expected} make the image`);
  }
  const offsets = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index, true));
  return offsets.map((offset, index) => {
    const end = offsets[index + 1] ?? bytes.length;
    if (offset < HEADER_BYTES || offset > end || end > bytes.length) throw unreadable('an RLE segment lies outside');
    return bytes.subarray(offset, end);
  });
}

/** PackBits into a plane of known size: what is missing is an error, what is beyond is padding (G.3.1). */
function unpackBits(segment: Uint8Array, plane: Uint8Array): void {
  let at = 0;
  let filled = 0;
  while (filled < plane.length) {
    const control = segment[at];
    if (control === undefined) throw unreadable('an RLE segment ends before its last byte');
    at += 1;
    if (control === 128) continue;
    const wanted = control < 128 ? control + 1 : 257 - control;
    const run = Math.min(wanted, plane.length - filled);
    if (control < 128) {
      if (at + run > segment.length) throw unreadable('an RLE segment ends within a literal run');
      plane.set(segment.subarray(at, at + run), filled);
      at += wanted;
    } else {
      const value = segment[at];
      if (value === undefined) throw unreadable('an RLE segment ends within a run');
      plane.fill(value, filled, filled + run);
      at += 1;
    }
    filled += run;
  }
}

function unreadable(why: string): DicosError {
  return new DicosError('FRAME_UNREADABLE', why);
}
