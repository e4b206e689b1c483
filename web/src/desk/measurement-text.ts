import type { Formats } from '../i18n/formats.ts';
import type { Say } from '../i18n/language.tsx';
import type { Measurement } from '../viewer/index.ts';

/** A distance and what it rests on; without a spacing samples, and that they are no millimetres. */
export function measurementText({ mm, samples, basis }: Measurement, say: Say, formats: Formats): string {
  if (mm === undefined || basis === 'none') return say('desk.measure.samples', { samples: formats.number(samples, 1) });
  const length = mm >= 1000 ? `${formats.number(mm / 1000, 2)} m` : `${formats.number(mm, mm < 10 ? 1 : 0)} mm`;
  return say(`desk.measure.${basis}`, { length });
}
