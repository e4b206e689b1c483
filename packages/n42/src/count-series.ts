import type { Detector, Measurement, N42File } from './n42-file.ts';

/** Counts a second of one detector over time. */
export interface CountSeries {
  readonly detector: Detector;
  /** Since the first measurement, in the middle of each. */
  readonly seconds: readonly number[];
  readonly counts: readonly number[];
}

/**
 * How many counts a second each detector had over the passage: what a portal's operator looks at. Backgrounds and
 * calibrations are left out unless there is nothing else. The detectors with most counts come first.
 *
 * @param most how many detectors, and how many points of each (every second, third … is left out beyond)
 */
export function countSeries(
  file: N42File,
  most: { readonly detectors: number; readonly points: number },
): CountSeries[] {
  const wanted = file.measurements.filter(
    ({ classCode }) => classCode === 'Foreground' || classCode === 'NotSpecified',
  );
  const measurements = wanted.length > 0 ? wanted : file.measurements;
  const starts = startsOf(measurements);
  const series = new Map<string, { total: number; seconds: number[]; counts: number[] }>();
  for (const [index, { counts, realSeconds }] of measurements.entries()) {
    for (const { detector, counts: counted, liveSeconds } of counts) {
      const lasted = liveSeconds || realSeconds;
      if (!lasted) continue;
      const one = series.get(detector) ?? { total: 0, seconds: [], counts: [] };
      series.set(detector, one);
      one.total += counted;
      one.seconds.push((starts[index] as number) + (realSeconds ?? lasted) / 2);
      one.counts.push(counted / lasted);
    }
  }
  const known = new Map(file.detectors.map((detector) => [detector.id, detector]));
  return [...series]
    .toSorted(([, one], [, other]) => other.total - one.total)
    .slice(0, most.detectors)
    .flatMap(([id, { seconds, counts }]) => {
      const detector = known.get(id);
      const every = Math.ceil(seconds.length / most.points);
      const thinned = (values: readonly number[]) => values.filter((_, at) => at % every === 0);
      return detector ? [{ detector, seconds: thinned(seconds), counts: thinned(counts) }] : [];
    });
}

/** Seconds from the first start; where the file does not say, each begins when the one before has ended. */
function startsOf(measurements: readonly Measurement[]): number[] {
  const first = measurements.find(({ startMs }) => startMs !== undefined)?.startMs;
  let next = 0;
  const allAtOnce = new Set(measurements.map(({ startMs }) => startMs)).size <= 1;
  return measurements.map(({ startMs, realSeconds = 0 }) => {
    const stated = !allAtOnce && startMs !== undefined && first !== undefined;
    const at = stated ? (startMs - first) / 1000 : next;
    next = at + realSeconds;
    return at;
  });
}
