import { expect, it } from 'vitest';
import { linePath, ticksTo } from './line-path.ts';

it('a line goes through what is a number and leaves out what is none', () => {
  expect(linePath([0, 1, 2, 3], [5, Number.NaN, 7.25, 8])).toBe('M0.0 5.0L2.0 7.3L3.0 8.0');
  expect(linePath([], [])).toBe('');
});

it('a scale has round marks from nothing to the most', () => {
  expect(ticksTo(26)).toEqual([0, 10, 20, 30]);
  expect(ticksTo(4)).toEqual([0, 2, 4]);
  expect(ticksTo(0)).toEqual([0, 1]);
  expect(ticksTo(Number.POSITIVE_INFINITY)).toEqual([0, 1]);
});
