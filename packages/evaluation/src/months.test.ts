import { describe, expect, test } from 'vitest';
import { monthsLater } from './months.ts';

describe('months later', () => {
  test.each([
    ['2026-01-15T10:20:30.400Z', 1, '2026-02-15T10:20:30.400Z'],
    ['2026-01-31T00:00:00.000Z', 1, '2026-02-28T00:00:00.000Z'],
    ['2027-11-30T23:59:59.999Z', 3, '2028-02-29T23:59:59.999Z'],
    ['2026-11-01T00:00:00.000Z', 12, '2027-11-01T00:00:00.000Z'],
    ['2026-03-31T12:00:00.000Z', -1, '2026-02-28T12:00:00.000Z'],
    ['1970-01-01T00:00:00.001Z', 240, '1990-01-01T00:00:00.001Z'],
  ])('%s and %i are %s', (from, months, to) => {
    expect(new Date(monthsLater(Date.parse(from), months)).toISOString()).toBe(to);
  });
});
