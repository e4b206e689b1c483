import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile, normalUpperTail } from './normal-distribution.ts';

// erfc(z/√2)/2 by mpmath 1.3.0 at 40 digits.
test.each([
  [0.1, 0.460172162722971],
  [1.4999, 0.0668201539998336],
  [1.5, 0.06680720126885806],
  [1.96, 0.02499789514822043],
  [5, 2.866515718791939e-7],
  [10, 7.61985302416053e-24],
  [37, 5.725571222524577e-300],
])('the tail beyond %d, in full precision', (z, tail) => {
  expect(Math.abs(normalUpperTail(z) / tail - 1)).toBeLessThan(1e-14);
  expect(normalUpperTail(-z)).toBeCloseTo(1 - tail, 15);
});

test('1.96 and 1.64 are what tables say', () => {
  expect(normalQuantile(0.025)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(0.05)).toBeCloseTo(1.6448536269514722, 14);
  expect(normalQuantile(0.5)).toBe(0);
});

test('tail and quantile undo each other', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (tail) => {
      expect(normalUpperTail(normalQuantile(tail)) / tail).toBeCloseTo(1, 12);
    }),
  );
});
