import { expect, test } from 'vitest';
import { densestBox } from './densest-box.ts';

const [rows, columns] = [40, 60];
const image = (value: (row: number, column: number) => number) => ({
  rows,
  columns,
  samples: Float64Array.from({ length: rows * columns }, (_, at) => value(Math.floor(at / columns), at % columns)),
});

test('the densest block is found where it is, in transmission and in CT, up to the last pixel', () => {
  const inCorner = (row: number, column: number) => row >= 32 && column >= 56;
  expect(
    densestBox(
      image((row, column) => (inCorner(row, column) ? 10 : 900)),
      'low',
    ),
  ).toEqual([56, 32, 59, 39]);
  expect(
    densestBox(
      image((row, column) => (inCorner(row, column) ? 900 : 10)),
      'high',
    ),
  ).toEqual([56, 32, 59, 39]);
  expect(
    densestBox(
      image((row) => row),
      'low',
    ),
  ).toEqual([0, 0, 7, 7]);
});

test('an image smaller than a block is one block', () => {
  expect(densestBox({ rows: 2, columns: 3, samples: [1, 2, 3, 4, 5, 6] }, 'low')).toEqual([0, 0, 2, 1]);
});
