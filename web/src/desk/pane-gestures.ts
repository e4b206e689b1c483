import type { Place, Point } from '../viewer/index.ts';

/** What the left button does. */
export type DeskMode = 'look' | 'window' | 'measure' | 'box' | 'ellipse' | 'polygon';

export const isDrawing = (mode: DeskMode): mode is 'measure' | 'box' | 'ellipse' | 'polygon' =>
  mode !== 'look' && mode !== 'window';

/** A line, box or polygon under way: the places so far, and where the hand is. */
export interface Drawing {
  readonly mode: 'measure' | 'box' | 'ellipse' | 'polygon';
  readonly places: readonly Place[];
  readonly hand: Place;
}

/** Further than this from where it was pressed, CSS pixels, a hand drags. */
const DRAG_PX = 4;

export function isDrag(from: Point, to: Point): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > DRAG_PX;
}

/** A wheel's step as a factor of zoom; a mouse's notch is about a fifth. */
export function zoomOfWheel({ deltaY, deltaMode }: { readonly deltaY: number; readonly deltaMode: number }): number {
  const pixels = deltaMode === 1 ? deltaY * 33 : deltaMode === 2 ? deltaY * 400 : deltaY;
  return Math.exp(-Math.max(-400, Math.min(400, pixels)) * 0.0018);
}
