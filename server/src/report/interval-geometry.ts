import type { Interval } from './report.ts';

/** Where everything of an interval's drawing stands, as shares of its width from the left. */
export interface IntervalGeometry {
  readonly wanted: { readonly from: number; readonly to: number };
  readonly lines: readonly number[];
  readonly seen: number;
  /** From the bound to what was seen: as far as the trials allow the truth to be on the worse side. */
  readonly bar: { readonly from: number; readonly to: number; readonly end: number } | null;
  /** From what was seen to the end of the scale. */
  readonly open: { readonly from: number; readonly to: number } | null;
}

/** A value outside the scale stands at its end. */
export function intervalGeometry({ atLeast, atMost, bound, high, low, seen }: Interval): IntervalGeometry {
  const place = (value: number) => (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0);
  const at = bound && place(bound.at);
  const end = bound?.side === 'upper' ? 0 : 1;
  const between = (one: number, other: number) => ({ from: Math.min(one, other), to: Math.max(one, other) });
  return {
    wanted: { from: atLeast === null ? 0 : place(atLeast), to: atMost === null ? 1 : place(atMost) },
    lines: [atLeast, atMost].flatMap((line) => (line === null ? [] : [place(line)])),
    seen: place(seen),
    bar: at === null ? null : { ...between(at, place(seen)), end: at },
    open: at === null ? null : between(place(seen), end),
  };
}
