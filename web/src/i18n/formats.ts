import type { Language } from './language.tsx';

export interface Formats {
  number(value: number, digits?: number): string;
  /** Bytes with a decimal unit. */
  bytes(value: number): string;
  /** Date and time to the second, in a time zone (the browser's unless given). */
  moment(ms: number, timeZone?: string): string;
  /** Hours, minutes and seconds. */
  clock(ms: number, timeZone?: string): string;
  day(ms: number, timeZone?: string): string;
  /** A length of time in its two largest units: 2 min 05 s. */
  span(ms: number): string;
  /** With at most one digit after the point, or exactly `digits`. */
  percent(share: number, digits?: number): string;
  list(items: readonly string[]): string;
}

// In Mexico and in the United States figures are written alike: 1,234.5.
const LOCALE: Readonly<Record<Language, string>> = { es: 'es-MX', en: 'en-US' };
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatsIn(language: Language): Formats {
  const locale = LOCALE[language];
  const two = (value: number) => String(value).padStart(2, '0');
  const zone = (timeZone?: string) => (timeZone === undefined ? {} : { timeZone });
  const number = (value: number, digits = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    number,
    bytes: (value) => {
      const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
      return `${number(value / 1000 ** step, step === 0 ? 0 : 1)} ${UNITS[step]}`;
    },
    moment: (ms, timeZone) =>
      new Date(ms).toLocaleString(locale, {
        dateStyle: 'medium',
        timeStyle: 'medium',
        hourCycle: 'h23',
        ...zone(timeZone),
      }),
    clock: (ms, timeZone) => new Date(ms).toLocaleTimeString(locale, { hourCycle: 'h23', ...zone(timeZone) }),
    day: (ms, timeZone) => new Date(ms).toLocaleDateString(locale, { dateStyle: 'medium', ...zone(timeZone) }),
    span: (ms) => {
      const seconds = Math.max(0, Math.round(ms / 1000));
      if (seconds < 60) return `${seconds} s`;
      if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
      if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
      return `${Math.floor(seconds / 86_400)} d ${Math.floor(seconds / 3600) % 24} h`;
    },
    percent: (share, digits) =>
      share.toLocaleString(locale, {
        style: 'percent',
        minimumFractionDigits: digits ?? 0,
        maximumFractionDigits: digits ?? 1,
      }),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
}
