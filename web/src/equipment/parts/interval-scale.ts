import type { AssessedRequirement } from '@garita/api';

type Figures = Pick<AssessedRequirement, 'value' | 'bound' | 'atLeast' | 'atMost'>;

/** The part of the number line that a drawing shows. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

const known = ({ value, bound, atLeast, atMost }: Figures): number[] =>
  [value, bound, atLeast, atMost].filter((one) => one !== null);

/**
 * One scale for all shares of a kind, so that rows can be compared: from 0 where shares should be small, to 1 where they
 * should be large, with everything that is drawn on it and a margin.
 */
export function scaleOfShares(rows: readonly Figures[], wanted: 'large' | 'small'): Scale {
  const all = rows.flatMap(known);
  if (wanted === 'large') {
    const least = Math.min(0.9, ...all);
    return { low: Math.max(0, Math.floor((least - 0.02) * 20) / 20), high: 1 };
  }
  const most = Math.max(0.05, ...all);
  return { low: 0, high: Math.min(1, Math.ceil((most + 0.01) * 20) / 20) };
}

/** A scale of its own for a measure: what was seen and what is asked, with room on both sides. */
export function scaleOfMeasure(row: Figures): Scale {
  const all = known(row);
  if (all.length === 0) return { low: 0, high: 1 };
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = (high - low || Math.abs(high) || 1) * 0.6;
  return { low: low >= 0 ? Math.max(0, low - room) : low - room, high: high + room };
}

/** Where a value stands on a scale, in percent of its width; what lies outside stands at the end. */
export function placeOn({ low, high }: Scale, value: number): number {
  return Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
}

/** A few round shares on a scale, for its labels. */
export function ticksOf({ low, high }: Scale): readonly number[] {
  const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((one) => (high - low) / one <= 5.001) ?? 0.25;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor((high - first * step) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toFixed(4)));
}
