const DAY_MS = 86_400_000;

/** Whole days left, rounded down; negative from the moment it is over. */
export function daysUntil(until: number, now: number): number {
  return Math.floor((until - now) / DAY_MS);
}
