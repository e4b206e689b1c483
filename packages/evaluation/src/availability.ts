import { EvaluationError } from './evaluation-error.ts';

/** From `from` to before `until`, milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** Why a device was not there when it was asked for. Codes are API: never reused. */
export const OUTAGE_REASONS = [
  'FAULT',
  'PLANNED_MAINTENANCE',
  'CALIBRATION',
  'SOFTWARE_UPDATE',
  'POWER',
  'NETWORK',
  'ENVIRONMENT',
  'STAFF',
  'SAFETY',
  'OTHER',
] as const;

export type OutageReason = (typeof OUTAGE_REASONS)[number];

export interface Outage extends Period {
  readonly reason: OutageReason;
}

export interface Availability {
  /** Milliseconds for which it was asked to be up. */
  readonly askedMs: number;
  /** And in which it was not. */
  readonly downMs: number;
  /** Up time of asked time, 0 to 1. */
  readonly availability: number;
  /** Outages that fell into asked time. */
  readonly outages: number;
  /** By reason; where outages of two reasons overlap, each has the whole, so that these can be more than `downMs` together. */
  readonly downMsByReason: Readonly<Partial<Record<OutageReason, number>>>;
  readonly from: number;
  readonly until: number;
}

const MOST_PERIODS = 100_000;

/**
 * Availability as evidence: the part of the time for which a device was asked (its hours of operation) in which it was up. Overlapping
 * periods count once, and an outage outside asked time not at all. Throws PERIOD_INVALID for a period that ends before it begins, and
 * where nothing was asked.
 */
export function availabilityOf(asked: readonly Period[], outages: readonly Outage[]): Availability {
  if (asked.length + outages.length > MOST_PERIODS)
    throw new EvaluationError('PERIOD_INVALID', `more than ${MOST_PERIODS} periods`);
  for (const { from, until } of [...asked, ...outages])
    if (!(Number.isSafeInteger(from) && Number.isSafeInteger(until) && from < until))
      throw new EvaluationError('PERIOD_INVALID', `a period from ${from} until ${until}`);
  const hours = joined(asked);
  const [first, last] = [hours.at(0), hours.at(-1)];
  if (!first || !last) throw new EvaluationError('PERIOD_INVALID', 'no time was asked for');
  const askedMs = lengthOf(hours);
  const downMs = lengthOf(common(hours, joined(outages)));
  const downMsByReason: Partial<Record<OutageReason, number>> = {};
  for (const [reason, some] of Map.groupBy(outages, ({ reason }) => reason)) {
    const ms = lengthOf(common(hours, joined(some)));
    if (ms > 0) downMsByReason[reason] = ms;
  }
  return {
    askedMs,
    downMs,
    availability: (askedMs - downMs) / askedMs,
    outages: outages.filter((outage) => meets(hours, outage)).length,
    downMsByReason,
    from: first.from,
    until: last.until,
  };
}

export interface Throughput {
  readonly objects: number;
  readonly meanSeconds: number;
  readonly medianSeconds: number;
  /** Nine of ten objects took no longer. */
  readonly ninetiethSeconds: number;
  readonly objectsPerHour: number;
}

/** Seconds that objects took, one after the other. Throws PERIOD_INVALID without any, or for one that took no time. */
export function throughputOf(seconds: readonly number[]): Throughput {
  if (seconds.length === 0 || seconds.length > 1_000_000 || !seconds.every((took) => took > 0 && Number.isFinite(took)))
    throw new EvaluationError('PERIOD_INVALID', 'each of one to a million objects takes a positive number of seconds');
  const sorted = seconds.toSorted((one, other) => one - other);
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number;
  const meanSeconds = sorted.reduce((sum, took) => sum + took, 0) / sorted.length;
  return {
    objects: sorted.length,
    meanSeconds,
    medianSeconds: rank(0.5),
    ninetiethSeconds: rank(0.9),
    objectsPerHour: 3600 / meanSeconds,
  };
}

/** The same time as periods that neither overlap nor touch, in order. */
function joined(periods: readonly Period[]): Period[] {
  const whole: { from: number; until: number }[] = [];
  for (const { from, until } of periods.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else whole.push({ from, until });
  }
  return whole;
}

/** The time that lies in both; each is joined. */
function common(one: readonly Period[], other: readonly Period[]): Period[] {
  const both: Period[] = [];
  for (let [i, j] = [0, 0]; i < one.length && j < other.length; ) {
    const [a, b] = [one[i] as Period, other[j] as Period];
    const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)];
    if (from < until) both.push({ from, until });
    if (a.until < b.until) i++;
    else j++;
  }
  return both;
}

/** Whether any of the joined periods shares time with this one: the first that ends after it begins must begin before it ends. */
function meets(periods: readonly Period[], { from, until }: Period): boolean {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((periods[middle] as Period).until > from) high = middle;
    else low = middle + 1;
  }
  const first = periods[low];
  return first !== undefined && first.from < until;
}

function lengthOf(periods: readonly Period[]): number {
  return periods.reduce((sum, { from, until }) => sum + until - from, 0);
}
