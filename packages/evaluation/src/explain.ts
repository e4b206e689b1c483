import { roundBound } from './round-bound.ts';
import { type Bilingual, inBoth } from './words.ts';

/** The contract's bound of an explanation, in characters. */
const MOST_CHARACTERS = 4000;

/** Sentences one after the other; what is absent is left out, and what is too long is cut with an ellipsis. */
export function sentences(...parts: readonly (Bilingual | undefined)[]): Bilingual {
  const said = parts.filter((part) => part !== undefined);
  const joined = (language: 'es' | 'en') => clip(said.map((part) => part[language]).join(' '), MOST_CHARACTERS);
  return inBoth(joined('es'), joined('en'));
}

/** Foreign text in a sentence of ours: quoted, and cut at `most` characters, since whoever wrote it chose its length. */
export function quoted({ es, en }: Bilingual, most = 120): Bilingual {
  return inBoth(`«${clip(es, most)}»`, `“${clip(en, most)}”`);
}

export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** At most so many in a row, and how many more there are. */
export function listed(parts: readonly Bilingual[], most = 8): Bilingual {
  const rest = parts.length - most;
  const row = (language: 'es' | 'en') =>
    parts
      .slice(0, most)
      .map((part) => part[language])
      .join('; ');
  return inBoth(row('es') + (rest > 0 ? `; y ${rest} más` : ''), row('en') + (rest > 0 ? `; and ${rest} more` : ''));
}

/** A share as it was asked for: 0.95 is “95 %” and “95%”. */
export function percent(share: number): Bilingual {
  return asPercent(String(Number((share * 100).toFixed(6))));
}

/**
 * A bound, rounded to the side that claims less (a lower one down, an upper one up), with as many decimals as it takes to
 * tell it from what was asked.
 */
export function boundPercent(bound: number, side: 'lower' | 'upper', asked: number): Bilingual {
  for (let digits = 1; digits < 6; digits++) {
    const text = roundBound(bound, side, digits).toFixed(digits);
    if (bound === asked || Number(text) !== Number((asked * 100).toFixed(6))) return asPercent(text);
  }
  return asPercent(roundBound(bound, side, 6).toFixed(6));
}

/** A measured value with its unit, to six significant digits: 23 1/h is “23 por hora” and “23 an hour”. */
export function quantity(value: number, unit: string): Bilingual {
  const number = String(Number(value.toPrecision(6)));
  if (unit === '%') return asPercent(number);
  if (unit === '1/h') return inBoth(`${number} por hora`, `${number} an hour`);
  return same(unit === '' || unit === '1' ? number : `${number} ${clip(unit, 24)}`);
}

/** The sign stands apart in Spanish and not in English; both write a decimal point, as Mexico does. */
function asPercent(number: string): Bilingual {
  return inBoth(`${number} %`, `${number}%`);
}

const MONTHS = [
  inBoth('enero', 'January'),
  inBoth('febrero', 'February'),
  inBoth('marzo', 'March'),
  inBoth('abril', 'April'),
  inBoth('mayo', 'May'),
  inBoth('junio', 'June'),
  inBoth('julio', 'July'),
  inBoth('agosto', 'August'),
  inBoth('septiembre', 'September'),
  inBoth('octubre', 'October'),
  inBoth('noviembre', 'November'),
  inBoth('diciembre', 'December'),
];

/**
 * The day of a time, UTC: “3 de octubre de 2026”, “3 October 2026”. By a table of months, so that an explanation, which is hashed, is the same
 * whatever machine writes it.
 */
export function day(at: number): Bilingual {
  const date = new Date(at);
  const [number, year] = [date.getUTCDate(), date.getUTCFullYear()];
  const month = MONTHS[date.getUTCMonth()];
  // Times of records are bounded by their contract; one that is no time at all is shown as the number it is.
  if (!month) return same(String(at));
  return inBoth(`${number} de ${month.es} de ${year}`, `${number} ${month.en} ${year}`);
}

/** What needs no translation. */
export function same(text: string): Bilingual {
  return inBoth(text, text);
}
