import fc from 'fast-check';
import { Decoder } from 'jpeg-lossless-decoder-js';
import { describe, expect, test } from 'vitest';
import { toolkitFile, toolkitFiles } from '../testing/files.ts';
import { encodeJpegLossless } from '../testing/jpeg-encoder.ts';
import { decodeJpegLossless } from './decode-jpeg-lossless.ts';
import { DicosError } from './dicos-error.ts';
import { readFrame } from './read-frame.ts';

const images = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 12 }),
    precision: fc.integer({ min: 2, max: 16 }),
    predictor: fc.integer({ min: 1, max: 7 }),
    linesPerRestart: fc.integer({ min: 0, max: 3 }),
  })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      samples: fc.array(fc.integer({ min: 0, max: 2 ** shape.precision - 1 }), {
        minLength: shape.rows * shape.columns,
        maxLength: shape.rows * shape.columns,
      }),
    }),
  );

describe('JPEG lossless', () => {
  test('any image of 2 to 16 bits comes back whole, by every predictor, with and without restarts', () => {
    fc.assert(
      fc.property(images, ({ shape, samples }) => {
        const decoded = decodeJpegLossless(encodeJpegLossless(samples, shape), shape.rows, shape.columns);
        expect([...decoded]).toEqual(samples);
      }),
    );
  });

  test('an image cut anywhere before its last byte of data is unreadable, not dark', () => {
    const samples = Array.from({ length: 64 }, (_, index) => (index * 40_503) & 0xffff);
    const whole = encodeJpegLossless(samples, { rows: 8, columns: 8, precision: 16, predictor: 1 });
    for (let length = 0; length < whole.length - 2; length += 1) {
      expect(() => decodeJpegLossless(whole.subarray(0, length), 8, 8)).toThrow(DicosError);
    }
  });

  test('a size that is not the image’s is refused before anything is allocated for it', () => {
    const jpeg = encodeJpegLossless([1, 2, 3, 4], { rows: 2, columns: 2, precision: 8, predictor: 1 });
    expect(() => decodeJpegLossless(jpeg, 4, 1)).toThrow('the JPEG is 2 x 2; the image is 4 x 1');
  });

  test('flipped bytes give other samples or an error of this package, never another one', () => {
    const samples = Array.from({ length: 100 }, (_, index) => index * 7);
    const whole = encodeJpegLossless(samples, {
      rows: 10,
      columns: 10,
      precision: 12,
      predictor: 4,
      linesPerRestart: 2,
    });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bent = whole.slice();
        bent[at] = (bent[at] ?? 0) ^ change;
        try {
          expect(decodeJpegLossless(bent, 10, 10)).toHaveLength(100);
        } catch (error) {
          expect(error).toBeInstanceOf(DicosError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const encapsulated = toolkitFiles().filter(({ name }) => /CT|dx|v02[\\/]DX/.test(name) && !/TDR[._]/i.test(name));

describe.skipIf(encapsulated.length === 0)('the reference toolkit’s JPEG lossless frames', () => {
  test.each(encapsulated)('$name: every frame as an independent decoder reads it', async ({ path }) => {
    const { file, source } = await toolkitFile(path);
    if (!file.pixels?.encapsulated) return;
    for (const [index, { offset, length }] of file.pixels.fragments.entries()) {
      const bytes = Uint8Array.from(await source.read(offset, length));
      const oracle = new Decoder().decode(bytes.buffer, 0, length);
      const frame = await readFrame(file, source, index);
      const [ours, theirs] = [frame.samples.buffer, oracle?.buffer ?? new ArrayBuffer(0)].map((one) =>
        Buffer.from(one as ArrayBuffer),
      );
      expect(ours?.equals(theirs ?? Buffer.alloc(0))).toBe(true);
    }
  });
});
