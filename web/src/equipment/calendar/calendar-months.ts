import type { CalendarEntry } from '@garita/api';

/** `2027-03` in the browser's zone. */
export function monthOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}

/** The first moment of a month, for its name. */
export function startOf(month: string): number {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(year, number - 1, 1).getTime();
}

/** Every month from `from` on for `days`, the running one too. */
export function monthsAhead(from: number, days: number): readonly string[] {
  const last = monthOf(from + days * 86_400_000);
  const months = [monthOf(from)];
  // At most five years and the month that is running.
  while (months.length < 62 && months.at(-1) !== last) {
    const next = new Date(startOf(months.at(-1) ?? last));
    next.setMonth(next.getMonth() + 1);
    months.push(monthOf(next.getTime()));
  }
  return months;
}

/** Months in groups of as many as make at most `columns`, so that years fit on a screen. */
export function groupMonths(months: readonly string[], columns = 25): readonly (readonly string[])[] {
  const size = Math.max(1, Math.ceil(months.length / columns));
  return Array.from({ length: Math.ceil(months.length / size) }, (_, index) =>
    months.slice(index * size, (index + 1) * size),
  );
}

export const stopsLanes = ({ stops }: Pick<CalendarEntry, 'stops'>): boolean => stops.lanes > 0;
