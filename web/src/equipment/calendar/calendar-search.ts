export const CALENDAR_DAYS = [90, 365, 730, 1825] as const;

/** How far ahead is looked; kept in the address. */
export interface CalendarSearch {
  readonly days?: (typeof CALENDAR_DAYS)[number];
}

/** What an address may say; anything else is left out. */
export function readCalendarSearch(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const days = CALENDAR_DAYS.find((one) => one === Number(search.days));
  return days === undefined ? {} : { days };
}
