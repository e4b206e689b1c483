import type { Bilingual } from '@garita/api';

/** The day of a time in UTC, ms since 1970; it reads the same in both languages only where its month is no word. */
export function dayWords(at: number): Bilingual {
  const of = (locale: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return { es: of('es-MX'), en: of('en-GB') };
}

/** Day and minute of a time in UTC, ms since 1970; the same in both languages. */
export function momentText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
