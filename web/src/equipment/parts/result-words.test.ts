import { describe, expect, test } from 'vitest';
import { formatsIn } from '../../i18n/formats.ts';
import { measureValue, shareText } from './result-words.ts';

const formats = formatsIn('en');

describe('figures of an evaluation', () => {
  test('a bound short of what is asked never reads as if it had reached it', () => {
    expect(shareText(0.949_99, 'lower', formats)).toBe('94.99%');
    expect(shareText(0.950_01, 'lower', formats)).toBe('95.00%');
    expect(shareText(0.95, 'lower', formats)).toBe('95.00%');
    expect(shareText(0.100_01, 'upper', formats)).toBe('10.01%');
    expect(shareText(0.1, 'upper', formats)).toBe('10.00%');
    expect(shareText(59 / 60, null, formats)).toBe('98.33%');
  });

  test('a measure has its unit and the digits that it has', () => {
    expect(measureValue(22, '/h', formats)).toBe('22 /h');
    expect(measureValue(22, '1/h', formats)).toBe('22 /h');
    expect(measureValue(0.9875, '', formats)).toBe('0.9875');
    expect(measureValue(12.5, 's', formats)).toBe('12.5 s');
    expect(measureValue(1 / 3, 's', formats)).toBe('0.3333 s');
  });
});
