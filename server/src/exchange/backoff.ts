const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next try, ms: doubling from 250 ms to a minute, of which the random half keeps many
 * waiting shares from all coming back in the same instant. `chance` is in [0, 1).
 */
export function backoff(attempts: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.round(full / 2 + (full / 2) * chance);
}
