import { roundBound } from '@garita/evaluation';
import type { Formats } from '../../i18n/formats.ts';
import type { Say } from '../../i18n/language.tsx';

const MEASURES = [
  'throughput-per-hour',
  'availability',
  'seconds-per-object',
  'steel-penetration-mm',
  'queue-minutes',
  'false-alarms-per-hour',
  'restart-seconds',
  'hours-cut-off',
  'observed-hours',
] as const;
const SHARE_UNITS = new Set(['', '1', 'share', '%']);

/** What was measured, in words; a measure that this page does not know says itself. */
export function measureWord(measure: string, say: Say): string {
  const known = MEASURES.find((one) => one === measure);
  return known ? say(`configuration.measure.${known}`) : measure;
}

/** A value with its unit; as many digits as it takes and no more than four after the point. */
export function measureValue(value: number, unit: string, formats: Formats): string {
  const digits = [0, 1, 2, 3].find((count) => Number(value.toFixed(count)) === value) ?? 4;
  const number = formats.number(value, digits);
  if (SHARE_UNITS.has(unit) && unit !== '%') return number;
  // 1/h is how a rate is written as a unit; after a figure it reads as another figure.
  return `${number} ${unit.replace(/^1\//, '/')}`;
}

/**
 * A share of trials or its bound, in percent with two digits. A bound is rounded away from what is wanted, so that a bound
 * short of what is asked never reads as if it had reached it.
 */
export function shareText(share: number, side: 'lower' | 'upper' | null, formats: Formats): string {
  return formats.percent(side === null ? Math.round(share * 10_000) / 10_000 : roundBound(share, side, 2) / 100, 2);
}
