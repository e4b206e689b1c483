import type { MarkBody } from '@garita/api';
import type { Point } from '../viewer/index.ts';
import { edgesOf } from './mark-geometry.ts';
import type { PaneController } from './pane-controller.ts';

/** A shape in CSS pixels of its pane. */
export type Drawn =
  | {
      readonly kind: 'box' | 'ellipse';
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
      readonly label: Point;
    }
  | { readonly kind: 'polygon'; readonly points: readonly Point[]; readonly label: Point };

/** Where a mark lies on the screen; `undefined` while there is no view. */
export function outlineOf(
  { shape, points }: Pick<MarkBody, 'shape' | 'points'>,
  controller: PaneController,
): Drawn | undefined {
  if (shape === 'polygon') {
    const corners: Point[] = [];
    for (let at = 0; at + 1 < points.length; at += 2) {
      const point = controller.pointOf({ column: (points[at] as number) + 0.5, row: (points[at + 1] as number) + 0.5 });
      if (!point) return undefined;
      corners.push(point);
    }
    const label = { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) };
    return { kind: 'polygon', points: corners, label };
  }
  const { left, top, right, bottom } = edgesOf({ points });
  const from = controller.pointOf({ column: left, row: top });
  const to = controller.pointOf({ column: right, row: bottom });
  if (!from || !to) return undefined;
  // Mirrored, the first column is on the right.
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return {
    kind: shape,
    left: x,
    top: y,
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
    label: { x, y },
  };
}
