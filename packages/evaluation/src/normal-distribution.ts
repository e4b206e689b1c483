/** P(Z > z) of a standard normal variable, in full double precision. */
export function normalUpperTail(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z < 0) return 1 - normalUpperTail(-z);
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z < SERIES_UP_TO ? 0.5 - density * oddSeries(z) : density / fraction(z);
}

const SERIES_UP_TO = 1.5;

/** z + z³/3 + z⁵/(3·5) + …: only positive terms (DLMF 7.6.2). */
function oddSeries(z: number): number {
  let [sum, term] = [0, z];
  for (let n = 3; sum + term !== sum; n += 2) {
    sum += term;
    term *= (z * z) / n;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))), from far enough inside (DLMF 7.9.1): at z = 1.5 that is 400 terms. */
function fraction(z: number): number {
  let value = z;
  for (let n = 400; n > 0; n--) value = z + n / value;
  return value;
}

/** The z for which P(Z > z) = tail, for 0 < tail < 1. */
export function normalQuantile(tail: number): number {
  if (tail > 0.5) return -normalQuantile(1 - tail);
  if (tail === 0.5) return 0;
  let [low, high] = [0, 40];
  let z = 1;
  for (let step = 0; step < 100; step++) {
    const at = normalUpperTail(z);
    const excess = Math.log(at) - Math.log(tail);
    if (excess > 0) low = z;
    else high = z;
    const newton = z + (excess * at * Math.sqrt(2 * Math.PI)) / Math.exp(-(z * z) / 2);
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    if (Math.abs(next - z) <= Number.EPSILON * z) return next;
    z = next;
  }
  return z;
}
