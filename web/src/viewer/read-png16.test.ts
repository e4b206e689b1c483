import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPng16 } from './read-png16.ts';

const be32 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function chunk(name: string, data: Uint8Array): number[] {
  const body = [...name].map((letter) => letter.charCodeAt(0)).concat([...data]);
  return [...be32(data.length), ...body, ...be32(crc32(Uint8Array.from(body)))];
}

/** Written after the standard, apart from the encoder of the server: each row by the filter it is given. */
function pngOf(
  values: Uint16Array,
  rows: number,
  columns: number,
  filters: readonly number[],
  { header = [16, 0, 0, 0, 0], extra = 0, parts = 1 } = {},
): Uint8Array {
  const width = columns * 2;
  const raw = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (_, at) => {
      const value = values[row * columns + (at >> 1)] as number;
      return at % 2 === 0 ? value >> 8 : value & 255;
    }),
  );
  const lines = raw.flatMap((line, row) => {
    const filter = filters[row % filters.length] as number;
    const filtered = line.map((byte, at) => {
      const [a, b, c] = [line[at - 2] ?? 0, raw[row - 1]?.[at] ?? 0, at < 2 ? 0 : (raw[row - 1]?.[at - 2] ?? 0)];
      const estimate = a + b - c;
      const [nearest] = [a, b, c].toSorted((one, other) => Math.abs(estimate - one) - Math.abs(estimate - other));
      return (byte - ([0, a, b, (a + b) >> 1, nearest as number][filter] as number)) & 255;
    });
    return [filter, ...filtered];
  });
  const data = deflateSync(Uint8Array.from([...lines, ...new Array<number>(extra).fill(0)]));
  const size = Math.ceil(data.length / parts);
  const pieces = Array.from({ length: parts }, (_, part) => data.subarray(part * size, (part + 1) * size));
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', Uint8Array.from([...be32(columns), ...be32(rows), ...header])),
    ...chunk('tEXt', Uint8Array.of(65, 0, 66)),
    ...pieces.flatMap((piece) => chunk('IDAT', piece)),
    ...chunk('IEND', new Uint8Array(0)),
  ]);
}

describe('a 16-bit grey PNG', () => {
  it('gives back every sample, whatever filters its rows have and however many parts it comes in', async () => {
    const images = fc
      .record({ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 9 }) })
      .chain(({ rows, columns }) =>
        fc.record({
          rows: fc.constant(rows),
          columns: fc.constant(columns),
          values: fc.uint16Array({ minLength: rows * columns, maxLength: rows * columns }),
          filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 9 }),
          parts: fc.integer({ min: 1, max: 3 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(images, async ({ rows, columns, values, filters, parts }) => {
        const read = await readPng16(pngOf(values, rows, columns, filters, { parts }));
        expect(read).toEqual({ rows, columns, values });
      }),
      { numRuns: 60 },
    );
  });
});

describe('anything else is PREVIEW_INVALID', () => {
  const values = Uint16Array.of(1, 2, 3, 4);
  const png = (options = {}) => pngOf(values, 2, 2, [0], options);
  const sized = (rows: number, columns: number) => {
    const bytes = png();
    bytes.set(be32(columns), 16);
    bytes.set(be32(rows), 20);
    return bytes;
  };
  const damaged = png();
  damaged[damaged.length - 20] = (damaged[damaged.length - 20] as number) ^ 0xff;

  it.each([
    ['no PNG at all', new TextEncoder().encode('<html>'.repeat(20))],
    ['8 bits', png({ header: [8, 0, 0, 0, 0] })],
    ['colour', png({ header: [16, 2, 0, 0, 0] })],
    ['interlaced', png({ header: [16, 0, 0, 0, 1] })],
    ['an unknown filter', pngOf(values, 2, 2, [5])],
    ['a size that nobody can hold, before it is allocated', sized(2 ** 31, 2 ** 31)],
    ['a size larger than what it holds', sized(100, 100)],
    ['more than its size: a bomb', png({ extra: 10_000_000 })],
    ['cut short', png().subarray(0, 60)],
    ['its checksum is wrong', damaged],
  ])('%s', async (_, bytes) => {
    await expect(readPng16(bytes)).rejects.toMatchObject({ name: 'ViewerError', code: 'PREVIEW_INVALID' });
  });
});
