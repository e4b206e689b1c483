import type { RadiationBody } from '@garita/api';

type Series = RadiationBody['series'][number];

/** Several detectors on one time axis: every moment any of them has, `null` where one has none. */
export function alignSeries(series: readonly Series[]): {
  readonly seconds: readonly number[];
  readonly lines: readonly {
    readonly detector: string;
    readonly kind: Series['kind'];
    readonly values: readonly (number | null)[];
  }[];
} {
  const seconds = [...new Set(series.flatMap((one) => one.seconds))].toSorted((one, other) => one - other);
  return {
    seconds,
    lines: series.map(({ detector, kind, seconds: own, counts }) => {
      const at = new Map(own.map((second, index) => [second, counts[index]]));
      return { detector, kind, values: seconds.map((second) => at.get(second) ?? null) };
    }),
  };
}

/** The highest rate of a series and when. */
export function peakOf({ seconds, counts }: Series): { readonly second: number; readonly count: number } | undefined {
  let peak: { second: number; count: number } | undefined;
  counts.forEach((count, at) => {
    const second = seconds[at];
    if (second !== undefined && (!peak || count > peak.count)) peak = { second, count };
  });
  return peak;
}
