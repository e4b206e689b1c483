/** Pixels of one frame, row after row. */
interface Grey {
  readonly rows: number;
  readonly columns: number;
  readonly samples: ArrayLike<number | bigint>;
}

/** Blocks along the shorter side. */
const BLOCKS = 16;
const SMALLEST_BLOCK = 8;

/**
 * The block of pixels that lets least through: two opposite corners, as a mark has them.
 *
 * @param dense whether density shows as `high` values (CT) or `low` ones (a radiograph's transmission)
 */
export function densestBox({ rows, columns, samples }: Grey, dense: 'high' | 'low'): readonly number[] {
  const side = Math.max(SMALLEST_BLOCK, Math.ceil(Math.min(rows, columns) / BLOCKS));
  let best: { mean: number; points: number[] } | undefined;
  for (let top = 0; top < rows; top += side)
    for (let left = 0; left < columns; left += side) {
      const [right, bottom] = [Math.min(columns, left + side) - 1, Math.min(rows, top + side) - 1];
      let sum = 0;
      for (let row = top; row <= bottom; row++)
        for (let column = left; column <= right; column++) sum += Number(samples[row * columns + column] ?? 0);
      const mean = sum / ((right - left + 1) * (bottom - top + 1));
      if (!best || (dense === 'high' ? mean > best.mean : mean < best.mean))
        best = { mean, points: [left, top, right, bottom] };
    }
  return best?.points ?? [0, 0, 0, 0];
}
