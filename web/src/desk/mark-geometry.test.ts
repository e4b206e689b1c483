import { mark } from '@garita/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edgesOf,
  firstPoints,
  handlesOf,
  movedPoints,
  type Points,
  pointsBetween,
  polygonPoints,
  sizedPoints,
  takenTo,
} from './mark-geometry.ts';

const EXTENT = { rows: 100, columns: 300 };
const place = fc.record({
  row: fc.double({ min: -500, max: 500, noNaN: true }),
  column: fc.double({ min: -500, max: 500, noNaN: true }),
});
const inside = (points: Points) =>
  points.every((at, index) => Number.isInteger(at) && at >= 0 && at < (index % 2 === 0 ? 300 : 100));
const box = (points: Points) => ({ shape: 'box' as const, points: [...points] });

describe('a mark', () => {
  it('drawn between two places holds the samples both lie in, from whichever corner it was begun', () => {
    const [from, to] = [
      { row: 20.7, column: 31.2 },
      { row: 5.1, column: 90.9 },
    ];
    expect(pointsBetween(from, to, EXTENT)).toEqual([31, 5, 90, 20]);
    expect(pointsBetween(to, from, EXTENT)).toEqual([31, 5, 90, 20]);
  });

  it('never leaves the image, whatever a hand does to it, and can always be sent', () => {
    fc.assert(
      fc.property(
        place,
        place,
        place,
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: -999, max: 999 }),
        (a, b, c, dx, dy) => {
          const drawn = pointsBetween(a, b, EXTENT);
          const all = [
            drawn,
            movedPoints(drawn, dx, dy, EXTENT),
            sizedPoints(box(drawn), dx, dy, EXTENT),
            firstPoints(a, { rows: 50, columns: 80 }, EXTENT),
            ...handlesOf(box(drawn)).map(({ handle }) => takenTo(box(drawn), handle, c, EXTENT)),
          ];
          for (const points of all) {
            expect(inside(points)).toBe(true);
            expect(points[0] as number).toBeLessThanOrEqual(points[2] as number);
            expect(points[1] as number).toBeLessThanOrEqual(points[3] as number);
            expect(mark.shape.points.safeParse(points).success).toBe(true);
          }
        },
      ),
    );
  });

  it('keeps its size when it is moved against the edge', () => {
    expect(movedPoints([250, 10, 290, 20], 100, -50, EXTENT)).toEqual([259, 0, 299, 10]);
  });

  it('turns over when it is pulled through its other side', () => {
    const taken = takenTo(box([10, 10, 20, 20]), { kind: 'end', x: -1, y: 0 }, { row: 50, column: 40.5 }, EXTENT);
    expect(taken).toEqual([20, 10, 40, 20]);
  });

  it('of many corners moves one corner alone, and is stretched as a whole', () => {
    const polygon = { shape: 'polygon' as const, points: [10, 10, 30, 10, 20, 30] };
    expect(takenTo(polygon, { kind: 'corner', index: 2 }, { row: 40.9, column: 25 }, EXTENT)).toEqual([
      10, 10, 30, 10, 25, 40,
    ]);
    expect(sizedPoints(polygon, 20, 20, EXTENT)).toEqual([10, 10, 50, 10, 30, 50]);
  });

  it('of many corners has each corner once, also where a hand clicked twice to end it', () => {
    const corners = [
      { row: 1.2, column: 1.9 },
      { row: 1.4, column: 50 },
      { row: 40, column: 50 },
      { row: 40.1, column: 50.3 },
    ];
    expect(polygonPoints(corners, EXTENT)).toEqual([1, 1, 50, 1, 50, 40]);
    expect(polygonPoints(corners.slice(0, 1), EXTENT)).toEqual([1, 1]);
  });

  it('on one sample is one sample wide, with eight handles around it', () => {
    expect(edgesOf({ points: [7, 8, 7, 8] })).toEqual({ left: 7, top: 8, right: 8, bottom: 9 });
    expect(handlesOf(box([7, 8, 7, 8]))).toHaveLength(8);
    expect(sizedPoints(box([7, 8, 7, 8]), 3, 0, EXTENT)).toEqual([7, 8, 10, 9]);
  });
});
