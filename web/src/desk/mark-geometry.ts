import type { MarkBody } from '@garita/api';
import type { Place } from '../viewer/index.ts';

export type Points = readonly number[];
type Shaped = Pick<MarkBody, 'shape' | 'points'>;

/** Rows and columns of what is marked. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** Where a hand takes a mark: `x` and `y` say which ends it moves (-1 first, 1 last, 0 neither), or which corner. */
export type Handle =
  | { readonly kind: 'end'; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }
  | { readonly kind: 'corner'; readonly index: number };

export const MOST_CORNERS = 24;

const held = (at: number, extent: number) => Math.min(extent - 1, Math.max(0, Math.floor(at)));

/** Box or ellipse between two places: samples, both ends within the image and within the mark. */
export function pointsBetween(from: Place, to: Place, { rows, columns }: Extent): Points {
  const xs = [held(from.column, columns), held(to.column, columns)].sort((a, b) => a - b);
  const ys = [held(from.row, rows), held(to.row, rows)].sort((a, b) => a - b);
  return [xs[0], ys[0], xs[1], ys[1]] as number[];
}

/** The sample under a place, as a corner of a polygon. */
function cornerAt(place: Place, { rows, columns }: Extent): readonly [x: number, y: number] {
  return [held(place.column, columns), held(place.row, rows)];
}

/** Corners of a polygon; a hand that clicks twice in one place means it once. */
export function polygonPoints(places: readonly Place[], extent: Extent): Points {
  const corners = places.map((place) => cornerAt(place, extent));
  const distinct = corners.filter(([x, y], at) => {
    const [beforeX, beforeY] = corners.at(at - 1) ?? [];
    return corners.length === 1 || x !== beforeX || y !== beforeY;
  });
  return distinct.slice(0, MOST_CORNERS).flat();
}

/** Moved by whole samples; it stops at the image's edge with its shape kept. */
export function movedPoints(points: Points, across: number, down: number, { rows, columns }: Extent): Points {
  const [xs, ys] = split(points);
  const dx = Math.min(columns - 1 - Math.max(...xs), Math.max(-Math.min(...xs), Math.round(across)));
  const dy = Math.min(rows - 1 - Math.max(...ys), Math.max(-Math.min(...ys), Math.round(down)));
  return join(
    xs.map((x) => x + dx),
    ys.map((y) => y + dy),
  );
}

/** One end or corner taken to a place; a box pulled through its other side turns over. */
export function takenTo({ shape, points }: Shaped, handle: Handle, place: Place, extent: Extent): Points {
  const [x, y] = cornerAt(place, extent);
  if (handle.kind === 'corner') {
    return points.map((at, i) => (i === 2 * handle.index ? x : i === 2 * handle.index + 1 ? y : at));
  }
  if (shape === 'polygon') return points;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points;
  const across = handle.x === -1 ? [x, x1] : handle.x === 1 ? [x0, x] : [x0, x1];
  const down = handle.y === -1 ? [y, y1] : handle.y === 1 ? [y0, y] : [y0, y1];
  const [left, right] = across.toSorted((a, b) => a - b);
  const [top, bottom] = down.toSorted((a, b) => a - b);
  return [left, top, right, bottom] as number[];
}

/** Larger or smaller by samples at its right and lower side: the way without a mouse. A polygon is stretched. */
export function sizedPoints({ points }: Shaped, across: number, down: number, { rows, columns }: Extent): Points {
  const [xs, ys] = split(points);
  return join(stretched(xs, across, columns), stretched(ys, down, rows));
}

function stretched(ats: readonly number[], by: number, extent: number): number[] {
  const first = Math.min(...ats);
  const span = Math.max(...ats) - first;
  const wanted = Math.min(extent - 1 - first, Math.max(1, span + by));
  if (span === 0) return ats.map((at, index) => (index === ats.length - 1 ? first + wanted : at));
  return ats.map((at) => first + Math.round(((at - first) * wanted) / span));
}

/** A first box for whoever draws by keyboard: a sixth of what is seen, around its middle. */
export function firstPoints(middle: Place, seen: Extent, extent: Extent): Points {
  const [height, width] = [Math.max(4, seen.rows / 6), Math.max(4, seen.columns / 6)];
  return pointsBetween(
    { row: middle.row - height / 2, column: middle.column - width / 2 },
    { row: middle.row + height / 2, column: middle.column + width / 2 },
    extent,
  );
}

export interface PlacedHandle {
  readonly handle: Handle;
  readonly place: Place;
}

/** Where the handles stand: of box and ellipse around the outside, of a polygon in the middle of its corner samples. */
export function handlesOf({ shape, points }: Shaped): readonly PlacedHandle[] {
  if (shape === 'polygon') {
    const [xs, ys] = split(points);
    return xs.map((x, index) => ({
      handle: { kind: 'corner', index },
      place: { column: x + 0.5, row: (ys[index] as number) + 0.5 },
    }));
  }
  const { left, top, right, bottom } = edgesOf({ points });
  const at = (x: -1 | 0 | 1, y: -1 | 0 | 1): PlacedHandle => ({
    handle: { kind: 'end', x, y },
    place: {
      column: x === -1 ? left : x === 1 ? right : (left + right) / 2,
      row: y === -1 ? top : y === 1 ? bottom : (top + bottom) / 2,
    },
  });
  return [at(-1, -1), at(0, -1), at(1, -1), at(1, 0), at(1, 1), at(0, 1), at(-1, 1), at(-1, 0)];
}

/** Outer edges in samples: a mark on one sample is one sample wide. */
export function edgesOf({ points }: Pick<Shaped, 'points'>): {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
} {
  const [xs, ys] = split(points);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs) + 1, bottom: Math.max(...ys) + 1 };
}

function split(points: Points): [xs: number[], ys: number[]] {
  return [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
}

function join(xs: readonly number[], ys: readonly number[]): Points {
  return xs.flatMap((x, index) => [x, ys[index] as number]);
}
