import type { Formats } from '../i18n/formats.ts';
import type { Say } from '../i18n/language.tsx';
import type { Probe, Reading } from '../viewer/index.ts';

/** A sample as the file has it; `undefined` where it has none. */
export function sampleText(reading: Reading | undefined, formats: Formats): string | undefined {
  const sample = reading?.sample;
  if (sample === undefined) return undefined;
  if (typeof sample === 'bigint') return sample.toLocaleString('en-US');
  return formats.number(sample, Number.isInteger(sample) ? 0 : 3);
}

/** The band, and within the bands the atomic number of the element that would look the same. */
export function materialText({ band, z }: NonNullable<Probe['material']>, say: Say, formats: Formats): string {
  const name = say(`material.${band}`);
  return band === 'clear' || band === 'opaque' ? name : `${name} · Z ${formats.number(z, 1)}`;
}
