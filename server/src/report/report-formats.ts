import { roundBound } from '@garita/evaluation';
import type { Language } from './report.ts';

export interface ReportFormats {
  /** With all digits that it has, up to six significant ones after the point. */
  number(value: number): string;
  /** A share in percent, with as many digits as it has, up to three. */
  percent(share: number): string;
  /** A bound in percent, rounded to the side that claims less: a lower one down, an upper one up. */
  bound(share: number, side: 'lower' | 'upper'): string;
  day(ms: number): string;
  /** For a table. */
  shortDay(ms: number): string;
  moment(ms: number): string;
  bytes(size: number): string;
  list(items: readonly string[]): string;
}

// In Mexico and in the United States figures are written alike: 1,234.5.
const LOCALE: Readonly<Record<Language, string>> = { es: 'es-MX', en: 'en-US' };
const NO_BREAK = '\u00a0';

/** Figures and dates as people of this language write them. Days and hours are UTC: a report reads the same everywhere. */
export function formatsOf(language: Language): ReportFormats {
  const locale = LOCALE[language];
  const number = (value: number, digits = 6, least = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: least, maximumFractionDigits: digits });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const shortDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    number: (value) => number(value),
    percent: (share) => `${number(share * 100, 3)}${NO_BREAK}%`,
    bound: (share, side) => `${number(roundBound(share, side, 2), 2, 2)}${NO_BREAK}%`,
    day: (ms) => day.format(ms),
    shortDay: (ms) => shortDay.format(ms),
    moment: (ms) => `${shortDay.format(ms)}, ${clock.format(ms)}${NO_BREAK}UTC`,
    bytes: (size) => (size < 1000 ? `${size}${NO_BREAK}B` : `${number(size / 1000, 1)}${NO_BREAK}kB`),
    list: (items) => list.format(items),
  };
}
