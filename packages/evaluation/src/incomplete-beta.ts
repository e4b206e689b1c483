// The regularised incomplete beta function and its inverse in full double precision. Our own code: jStat's inverse is good to
// about 3e-10 only, and the library that is exact (@stdlib) brings 26 MB of packages for this one function.
import { binomialDensity } from './binomial-density.ts';

/** Both tails, each computed without taking the other from 1 where it is the smaller one. */
export interface Tails {
  /** I_x(a, b). */
  readonly lower: number;
  /** 1 - I_x(a, b). */
  readonly upper: number;
}

/** The fraction needs about √max(a, b) terms at most; with a + b up to 1e9 + 1 this is far above it. */
const MOST_TERMS = 1_000_000;
const MOST_STEPS = 200;

/** I_x(a, b) and what is left of 1, for a, b > 0 and 0 <= x <= 1; relative error of the smaller one about 1e-14. */
export function incompleteBeta(x: number, a: number, b: number): Tails {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return { lower: Number.NaN, upper: Number.NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  const y = 1 - x;
  const front = betaFront(x, a, b);
  // How far x lies below the mean, reckoned from whichever of x and 1 - x is the smaller, so that no digit is lost near 0 and 1.
  const distance = a > b ? (a + b) * y - b : a - (a + b) * x;
  if (distance >= 0) {
    const lower = front * betaFraction(x, a, b, distance);
    return { lower, upper: 1 - lower };
  }
  const upper = front * betaFraction(y, b, a, -distance);
  return { lower: 1 - upper, upper };
}

/** xᵃ(1-x)ᵇ / B(a, b), by way of the binomial density, which keeps its digits where ln Γ would not. */
function betaFront(x: number, a: number, b: number): number {
  return ((a * b) / (a + b)) * binomialDensity(a, a + b, x, 1 - x);
}

/**
 * I_x(a, b) without its front: the continued fraction of DiDonato & Morris, ACM TOMS 18 (1992) 360, section 4, which stays exact where
 * x is close to 0 or 1; evaluated by Lentz's method as Thompson and Barnett modified it. `distance` is a - (a+b)x, not below 0.
 */
function betaFraction(x: number, a: number, b: number, distance: number): number {
  let c = Number.POSITIVE_INFINITY;
  let d = (a + 1) / (a * (distance + 1));
  let value = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const at = a + 2 * n - 1;
    const alpha = ((a + n - 1) / at) * ((a + b + n - 1) / at) * n * (b - n) * x * x;
    const beta = n + (n * (b - n) * x) / at + ((a + n) * (distance + 1 + n * (2 - x))) / (at + 2);
    d = 1 / notZero(beta + alpha * d);
    c = notZero(beta + alpha / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < Number.EPSILON) break;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/**
 * The x for which I_x(a, b) = lower, for a, b > 0: Newton's steps on the logarithm of the smaller tail, kept within a bracket
 * that only shrinks. Both tails are given, because near 1 the one cannot be told from the other; each lies between 0 and 1.
 */
export function inverseIncompleteBeta({ lower, upper }: Tails, a: number, b: number): number {
  const wanted = Math.log(Math.min(lower, upper));
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < MOST_STEPS; step++) {
    const tails = incompleteBeta(x, a, b);
    const tail = lower <= upper ? tails.lower : tails.upper;
    const excess = lower <= upper ? Math.log(tail) - wanted : wanted - Math.log(tail);
    if (excess === 0) return x;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - (excess * tail * x * (1 - x)) / betaFront(x, a, b);
    // Outside the bracket (or no number at all, where a tail has underflowed) the middle is taken instead.
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 0.5 * Number.EPSILON * x) return next;
    x = next;
  }
  return x;
}
