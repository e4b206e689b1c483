// The header `Date` has whole seconds: a difference below this may be no difference, ms.
const UNSURE_MS = 1500;

let ahead = 0;

/** Learns from an answer's `Date` header how far the server's clock is from this browser's. */
export function noteServerTime(date: string | null, now: number = Date.now()): void {
  const said = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(said)) return;
  const difference = said + 500 - now;
  ahead = Math.abs(difference) < UNSURE_MS ? 0 : difference;
}

/** The time as the server has it, ms since 1970: by it ages, leases and targets are counted. */
export function serverNow(now: number = Date.now()): number {
  return now + ahead;
}
