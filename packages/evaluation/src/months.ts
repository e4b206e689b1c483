const DAY_MS = 86_400_000;

/** The same time of day some calendar months later (UTC), or that month's last day where it has no such day; milliseconds since 1970. */
export function monthsLater(at: number, months: number): number {
  const from = new Date(at);
  const month = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const [year, inYear] = [Math.floor(month / 12), ((month % 12) + 12) % 12];
  const lastDay = new Date(Date.UTC(year, inYear + 1, 0)).getUTCDate();
  const day = Date.UTC(year, inYear, Math.min(from.getUTCDate(), lastDay));
  return day + (((at % DAY_MS) + DAY_MS) % DAY_MS);
}

export function daysLater(at: number, days: number): number {
  return at + days * DAY_MS;
}
