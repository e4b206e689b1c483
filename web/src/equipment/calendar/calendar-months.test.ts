import { describe, expect, test } from 'vitest';
import { groupMonths, monthOf, monthsAhead, startOf } from './calendar-months.ts';

describe('months of the calendar', () => {
  const from = new Date(2026, 10, 24, 12).getTime();

  test('run from the running month to that of the last day, over the year', () => {
    expect(monthsAhead(from, 90)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthsAhead(from, 730)).toHaveLength(25);
    expect(monthsAhead(from, 1825)).toHaveLength(61);
    expect(monthOf(startOf('2027-02'))).toBe('2027-02');
  });

  test('are grouped when there are many, none lost and none twice', () => {
    const months = monthsAhead(from, 1825);
    const groups = groupMonths(months);
    expect(groups.length).toBeLessThanOrEqual(25);
    expect(groups.flat()).toEqual(months);
    expect(groupMonths(months.slice(0, 5))).toHaveLength(5);
  });
});
