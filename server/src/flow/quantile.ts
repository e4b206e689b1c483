/**
 * The value below or at which the fraction `p` of all values lies, by nearest rank: always one of the values. Inverse of
 * the empirical distribution function, definition 1 of Hyndman and Fan, "Sample quantiles in statistical packages",
 * The American Statistician 50 (1996) 361. `undefined` of nothing.
 */
export function quantile(values: readonly number[], p: number): number | undefined {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1];
}
