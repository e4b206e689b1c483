import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { availabilityOf, OUTAGE_REASONS, type Outage, type Period, throughputOf } from './availability.ts';

const HOUR = 3_600_000;
const span = (from: number, until: number): Period => ({ from: from * HOUR, until: until * HOUR });
const out = (from: number, until: number, reason: Outage['reason'] = 'FAULT'): Outage => ({
  ...span(from, until),
  reason,
});

describe('availability', () => {
  test('is up time of asked time; outages outside asked time do not count, overlaps count once', () => {
    const asked = [span(8, 18), span(32, 42)];
    const outages = [out(7, 9), out(8.5, 10, 'POWER'), out(20, 30, 'PLANNED_MAINTENANCE'), out(41, 50)];
    expect(availabilityOf(asked, outages)).toEqual({
      askedMs: 20 * HOUR,
      downMs: 3 * HOUR,
      availability: 0.85,
      outages: 3,
      downMsByReason: { FAULT: 2 * HOUR, POWER: 1.5 * HOUR },
      from: 8 * HOUR,
      until: 42 * HOUR,
    });
  });

  test('agrees with counting hour by hour', () => {
    const period = fc.tuple(fc.nat(80), fc.integer({ min: 1, max: 12 })).map(([from, long]) => span(from, from + long));
    const outage = fc
      .tuple(period, fc.constantFrom(...OUTAGE_REASONS))
      .map(([{ from, until }, reason]) => ({ from, until, reason }));
    fc.assert(
      fc.property(
        fc.array(period, { minLength: 1, maxLength: 8 }),
        fc.array(outage, { maxLength: 12 }),
        (asked, outages) => {
          const within = (some: readonly Period[], hour: number) =>
            some.some(({ from, until }) => from <= hour * HOUR && hour * HOUR < until);
          const hours = Array.from({ length: 100 }, (_, hour) => hour).filter((hour) => within(asked, hour));
          const down = hours.filter((hour) => within(outages, hour));
          const found = availabilityOf(asked, outages);
          expect([found.askedMs, found.downMs]).toEqual([hours.length * HOUR, down.length * HOUR]);
          expect(found.outages).toBe(outages.filter((one) => hours.some((hour) => within([one], hour))).length);
          expect(found.availability).toBeCloseTo(1 - down.length / hours.length, 12);
        },
      ),
    );
  });

  test.each([
    ['nothing asked', [], []],
    ['a period that ends before it begins', [span(2, 1)], []],
    ['an outage without length', [span(1, 2)], [out(1, 1)]],
    ['a time that is no number', [{ from: 0, until: Number.NaN }], []],
  ])('%s is refused', (_, asked, outages) => {
    expect(() => availabilityOf(asked, outages)).toThrow(expect.objectContaining({ code: 'PERIOD_INVALID' }));
  });
});

describe('throughput', () => {
  test('says the mean, the median and what nine of ten kept', () => {
    expect(throughputOf([30, 10, 20, 40, 50, 60, 70, 80, 90, 150])).toEqual({
      objects: 10,
      meanSeconds: 60,
      medianSeconds: 50,
      ninetiethSeconds: 90,
      objectsPerHour: 60,
    });
  });

  test.each([[[]], [[1, 0]], [[Number.POSITIVE_INFINITY]]])('of %o is refused', (seconds) => {
    expect(() => throughputOf(seconds)).toThrow(expect.objectContaining({ code: 'PERIOD_INVALID' }));
  });
});
