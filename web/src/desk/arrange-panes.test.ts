import { expect, it } from 'vitest';
import { arrangePanes } from './arrange-panes.ts';

it('stacks wide images and puts square ones beside each other', () => {
  expect(arrangePanes([4, 4], 1400, 900)).toEqual({ columns: 1, rows: 2 });
  expect(arrangePanes([1, 1], 1400, 900)).toEqual({ columns: 2, rows: 1 });
  expect(arrangePanes([1, 1.2, 1.2], 1400, 900)).toEqual({ columns: 2, rows: 2 });
  expect(arrangePanes([], 1400, 900)).toEqual({ columns: 1, rows: 1 });
  expect(arrangePanes([1, 1, 1, 1, 1, 1], 1000, 1000)).toEqual({ columns: 2, rows: 2 });
});
