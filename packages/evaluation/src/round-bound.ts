/** So much that 0.29 of a hundred is 29, and far less than any digit shown. */
const NUDGE = 1e-9;

/**
 * A bound in percent, rounded to the side that claims less (a lower one down, an upper one up), so that one short of what is
 * asked never reads as if it had reached it. `bound` from 0 to 1; `digits` after the point.
 */
export function roundBound(bound: number, side: 'lower' | 'upper', digits: number): number {
  const scale = 10 ** digits;
  const scaled = bound * 100 * scale;
  const whole = side === 'lower' ? Math.floor(scaled + NUDGE) : Math.ceil(scaled - NUDGE);
  return Math.max(0, whole) / scale;
}
