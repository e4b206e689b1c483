import type { Mark } from '@garita/trust';

type Shape = Pick<Mark, 'shape' | 'points'>;

/** A box of whole pixels: the first column and row, and how many of each; never empty. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** The smallest box of pixels around a mark, whatever the order of its points. */
export function boundsOf({ points }: Shape): PixelBox {
  const [xs, ys] = [points.filter((_, index) => index % 2 === 0), points.filter((_, index) => index % 2 === 1)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, columns: Math.max(...xs) - x + 1, rows: Math.max(...ys) - y + 1 };
}

// Cosines of 0, 22.5, 45, 67.5 and 90 degrees. Written out: two engines' Math.cos may differ in the last bit, and a
// report must come out the same everywhere.
const COSINES = [1, 0.9238795325112867, Math.SQRT1_2, 0.3826834323650898, 0] as const;

/** The corners of a mark's outline, x and y in turn; an ellipse as a polygon of 16 corners on it. */
export function outlineOf(mark: Shape): readonly number[] {
  if (mark.shape === 'polygon') return mark.points;
  const { x, y, columns, rows } = boundsOf(mark);
  const [right, bottom] = [x + columns - 1, y + rows - 1];
  if (mark.shape === 'box') return [x, y, right, y, right, bottom, x, bottom];
  const [centreX, centreY] = [(x + right) / 2, (y + bottom) / 2];
  return Array.from({ length: 16 }, (_, step) => [
    centreX + cosine(step) * (right - centreX),
    centreY + cosine(step - 4) * (bottom - centreY),
  ]).flat();
}

/** Cosine of a sixteenth of a turn times `step`. */
function cosine(step: number): number {
  const turned = ((step % 16) + 16) % 16;
  const folded = turned > 8 ? 16 - turned : turned;
  return folded > 4 ? -(COSINES[8 - folded] as number) : (COSINES[folded] as number);
}
