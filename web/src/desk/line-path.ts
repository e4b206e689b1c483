/** A line through points as an SVG path; what is not a number is left out. */
export function linePath(xs: readonly number[], ys: readonly number[]): string {
  let path = '';
  for (const [index, x] of xs.entries()) {
    const y = ys[index];
    if (y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) continue;
    path += `${path === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return path;
}

/** Round marks of a scale from 0 to at least `most`: steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(most: number): readonly number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const raw = most / 3;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
