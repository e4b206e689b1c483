import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRle } from './decode-rle.ts';
import { DicosError } from './dicos-error.ts';

function rleFrame(segments: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(64);
  const view = new DataView(header.buffer);
  view.setUint32(0, segments.length, true);
  let at = 64;
  for (const [index, segment] of segments.entries()) {
    view.setUint32(4 + 4 * index, at, true);
    at += segment.length;
  }
  return Uint8Array.from([header, ...segments].flatMap((part) => [...part]));
}

/** Each byte as a run of its own or, when `literal`, up to 128 at once. */
function pack(bytes: readonly number[], literal: boolean): Uint8Array {
  if (!literal) return Uint8Array.from(bytes.flatMap((byte) => [0, byte]));
  const packed: number[] = [];
  for (let at = 0; at < bytes.length; at += 128) {
    const run = bytes.slice(at, at + 128);
    packed.push(run.length - 1, ...run);
  }
  return Uint8Array.from(packed);
}

describe('RLE', () => {
  test('the example of Apple Technical Note TN1023 unpacks as printed there', () => {
    const packed = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
    const plain = [0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22];
    const expected = [...plain, ...Array(10).fill(0xaa)];
    expect([...decodeRle(rleFrame([Uint8Array.from(packed)]), 24, 1, 1)]).toEqual(expected);
  });

  test('16-bit samples come from two segments, the high bytes first (PS3.5 G.2)', () => {
    const frame = rleFrame([Uint8Array.of(1, 0x12, 0x56), Uint8Array.of(1, 0x34, 0x78)]);
    expect([...decodeRle(frame, 2, 2, 1)]).toEqual([0x34, 0x12, 0x78, 0x56]);
  });

  test('three samples a pixel come from three segments and stand together', () => {
    const frame = rleFrame([Uint8Array.of(1, 1, 2), Uint8Array.of(1, 3, 4), Uint8Array.of(1, 5, 6)]);
    expect([...decodeRle(frame, 6, 1, 3)]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  test('any 16-bit image comes back', () => {
    fc.assert(
      fc.property(fc.uint16Array({ minLength: 1, maxLength: 400 }), fc.boolean(), (samples, literal) => {
        const plane = (shift: number) =>
          pack(
            Array.from(samples, (sample) => (sample >> shift) & 0xff),
            literal,
          );
        const decoded = decodeRle(rleFrame([plane(8), plane(0)]), samples.length, 2, 1);
        expect([...new Uint16Array(decoded.buffer)]).toEqual([...samples]);
      }),
    );
  });

  test('whatever the bytes, it gives a whole frame or an error of this package', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, wellBegun) => {
        const frame = wellBegun ? rleFrame([bytes]) : bytes;
        try {
          expect(decodeRle(frame, 64, 1, 1)).toHaveLength(64);
        } catch (error) {
          expect(error).toBeInstanceOf(DicosError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
