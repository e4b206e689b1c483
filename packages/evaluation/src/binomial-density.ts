// Probability of exactly x events, without the cancellation that logarithms of factorials of large numbers bring: C. Loader,
// "Fast and accurate computation of binomial probabilities" (2000), for real x and n, so that it serves the beta density too.

/** Γ(n+1)/(Γ(x+1)Γ(n-x+1)) pˣ qⁿ⁻ˣ for 0 < x < n. Both p and q = 1 - p are given, so that neither loses digits near 1. */
export function binomialDensity(x: number, n: number, p: number, q: number): number {
  const y = n - x;
  const exponent = stirlingRest(n) - stirlingRest(x) - stirlingRest(y) - deviance(x, n * p) - deviance(y, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * y));
}

/** From here on eight terms of Stirling's series leave less than 1e-18. */
const STIRLING_FROM = 16;
/** B₂ₖ / (2k(2k-1)), the highest first: DLMF 5.11.1. */
const STIRLING_TERMS = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/** ln Γ(x+1) - ln(√(2πx) (x/e)ˣ) for x > 0. */
function stirlingRest(x: number): number {
  let below = 0;
  let at = x;
  // δ(x) = δ(x+1) + (x+½) ln(1+1/x) - 1 leads small numbers up to where the series holds.
  for (; at < STIRLING_FROM; at++) below += (at + 0.5) * Math.log1p(1 / at) - 1;
  const inverse = 1 / (at * at);
  let sum = 0;
  for (const term of STIRLING_TERMS) sum = sum * inverse + term;
  return below + sum / at;
}

/** x ln(x/m) + m - x, by a series where x and m are close and the terms would cancel. */
function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  // |v| < 0.1: each step adds two digits.
  for (let j = 3; j < 100; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
