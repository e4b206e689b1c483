import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, outlineOf } from './index.ts';

const pixel = fc.integer({ min: 0, max: 0xffff_ffff });
const corner = fc.tuple(pixel, pixel);
const rectangle = fc.record({
  shape: fc.constantFrom('box' as const, 'ellipse' as const),
  points: fc.tuple(pixel, pixel, pixel, pixel).map((four) => [...four]),
});
const polygon = fc
  .array(corner, { minLength: 3, maxLength: 24 })
  .map((corners) => ({ shape: 'polygon' as const, points: corners.flat() }));
const mark = fc.oneof(rectangle, polygon);

const cornersOf = (flat: readonly number[]) =>
  Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] as number, flat[2 * index + 1] as number]);

describe('the bounds of a mark', () => {
  test('hold every point of it and of its outline, and touch it on all four sides', () => {
    fc.assert(
      fc.property(mark, (one) => {
        const { x, y, columns, rows } = boundsOf(one);
        for (const points of [one.points, outlineOf(one)])
          for (const [px, py] of cornersOf(points) as [number, number][]) {
            expect(px >= x && px <= x + columns - 1).toBe(true);
            expect(py >= y && py <= y + rows - 1).toBe(true);
          }
        const outline = cornersOf(outlineOf(one)) as [number, number][];
        expect(Math.min(...outline.map(([px]) => px))).toBe(x);
        expect(Math.max(...outline.map(([px]) => px))).toBe(x + columns - 1);
        expect(Math.min(...outline.map(([, py]) => py))).toBe(y);
        expect(Math.max(...outline.map(([, py]) => py))).toBe(y + rows - 1);
      }),
    );
  });

  test('are never empty: one pixel twice is a box of one pixel', () => {
    expect(boundsOf({ shape: 'box', points: [7, 9, 7, 9] })).toEqual({ x: 7, y: 9, columns: 1, rows: 1 });
  });

  test('do not depend on which two opposite corners were drawn', () => {
    fc.assert(
      fc.property(rectangle, ({ shape, points }) => {
        const [x0, y0, x1, y1] = points as [number, number, number, number];
        for (const other of [
          [x1, y1, x0, y0],
          [x0, y1, x1, y0],
          [x1, y0, x0, y1],
        ]) {
          expect(boundsOf({ shape, points: other })).toEqual(boundsOf({ shape, points }));
          expect(outlineOf({ shape, points: other })).toEqual(outlineOf({ shape, points }));
        }
      }),
    );
  });
});

test('the outline of an ellipse lies on it', () => {
  const outline = cornersOf(outlineOf({ shape: 'ellipse', points: [10, 20, 110, 60] })) as [number, number][];
  expect(outline).toHaveLength(16);
  for (const [x, y] of outline) expect(((x - 60) / 50) ** 2 + ((y - 40) / 20) ** 2).toBeCloseTo(1, 12);
  expect(new Set(outline.map(String)).size).toBe(16);
});
