import { DicosError } from './dicos-error.ts';

// PS3.5 table 6.2-1. Instants are written in UTC; the instance says so in (0008,0201).

/** DA: `20261005`. */
export function formatDate(instant: Date): string {
  return isoOf(instant).slice(0, 10).replaceAll('-', '');
}

/** TM with milliseconds, as six digits of a fraction: `134501.250000`. */
export function formatTime(instant: Date): string {
  return `${isoOf(instant).slice(11, 23).replaceAll(':', '')}000`;
}

/** DT with its offset: `20261005134501.250000+0000`. */
export function formatDateTime(instant: Date): string {
  return `${formatDate(instant)}${formatTime(instant)}+0000`;
}

/** DS: a decimal number in at most 16 characters, rounded where it must be. */
export function formatDecimal(value: number): string {
  if (!Number.isFinite(value)) throw new DicosError('VALUE_INVALID', `${value} is no decimal string`);
  const plain = String(value);
  if (plain.length <= 16) return plain;
  // A sign, a point and an exponent such as e-300 leave nine digits at the least.
  for (let digits = 15; digits > 9; digits -= 1) {
    const rounded = Number(value.toPrecision(digits));
    const texts = [String(rounded), rounded.toExponential().replace('+', '')];
    const fitting = texts.find((text) => text.length <= 16);
    if (fitting !== undefined) return fitting;
  }
  return Number(value.toPrecision(9)).toExponential().replace('+', '');
}

function isoOf(instant: Date): string {
  const year = instant.getUTCFullYear();
  if (!(year >= 1000 && year <= 9999)) throw new DicosError('VALUE_INVALID', 'a time outside the years 1000 to 9999');
  return instant.toISOString();
}
