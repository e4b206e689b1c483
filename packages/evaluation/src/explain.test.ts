import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundPercent, day, percent, quantity } from './explain.ts';
import { inBoth } from './words.ts';

describe('a measured value reads as a person writes it', () => {
  test.each([
    ['23 an hour', 23, '1/h', '23 por hora', '23 an hour'],
    ['seconds', 60, 's', '60 s', '60 s'],
    ['a percentage: with a space in Spanish, without in English', 97.5, '%', '97.5 %', '97.5%'],
    ['a share as the number it is', 0.975, '1', '0.975', '0.975'],
    ['a number without a unit', 2, '', '2', '2'],
    ['six digits, with a decimal point in both', 1 / 3, 'h', '0.333333 h', '0.333333 h'],
  ])('%s', (_, value, unit, es, en) => {
    expect(quantity(value, unit)).toEqual(inBoth(es, en));
  });
});

test('a share that was asked for, and a bound beside it', () => {
  expect(percent(0.95)).toEqual(inBoth('95 %', '95%'));
  expect(percent(0.999)).toEqual(inBoth('99.9 %', '99.9%'));
  expect(boundPercent(0.9505, 'lower', 0.95)).toEqual(inBoth('95.05 %', '95.05%'));
});

describe('a day', () => {
  test.each([
    ['2026-10-03T23:59:59.999Z', '3 de octubre de 2026', '3 October 2026'],
    ['2027-01-01T00:00:00.000Z', '1 de enero de 2027', '1 January 2027'],
    ['2028-02-29T12:00:00.000Z', '29 de febrero de 2028', '29 February 2028'],
    ['2026-12-31T23:59:59.999Z', '31 de diciembre de 2026', '31 December 2026'],
  ])('%s, in UTC', (at, es, en) => {
    expect(day(Date.parse(at))).toEqual(inBoth(es, en));
  });

  test('is written as the languages themselves write it, whatever the day', () => {
    const written = (locale: string, at: number) =>
      new Date(at).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse('2999-12-31') }), (at) => {
        expect(day(at)).toEqual(inBoth(written('es-MX', at), written('en-GB', at)));
      }),
    );
  });

  test('of no time at all is the number it is', () => {
    expect(day(Number.NaN)).toEqual(inBoth('NaN', 'NaN'));
  });
});
