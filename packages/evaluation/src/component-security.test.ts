import { describe, expect, test } from 'vitest';
import { CR_1_7, levelReached, lowestLevel, securityGaps } from './component-security.ts';
import { CYBER_CHECKLIST } from './cyber-checklist.ts';

describe('the level of CR 1.7 of IEC 62443-4-2, by the worked rule in Microchip’s online documents', () => {
  test.each([
    ['without the base', false, [false, false], 0],
    ['with the base alone', true, [false, false], 2],
    ['with the first enhancement', true, [true, false], 3],
    ['with both', true, [true, true], 4],
    ['with the second alone, which builds on the first', true, [false, true], 2],
    ['with enhancements of a base that is missing', false, [true, true], 0],
    ['with enhancements nobody told of', true, [], 2],
    ['with a base that nobody knows', null, [true, true], null],
  ] as const)('%s', (_, base, enhancements, level) => {
    expect(levelReached(CR_1_7, { base, enhancements })).toBe(level);
  });
});

describe('a vector of security levels', () => {
  const all = (level: number | null) => ({
    iac: level,
    uc: level,
    si: level,
    dc: level,
    rdf: level,
    tre: level,
    ra: level,
  });
  test('is compared place by place: a high level makes up for no low one', () => {
    expect(securityGaps(all(2), { ...all(4), dc: 1, ra: null })).toEqual([
      { of: 'dc', asked: 2, found: 1 },
      { of: 'ra', asked: 2, found: null },
    ]);
  });
  test('meets itself, and whatever asks nothing', () => {
    expect(securityGaps(all(3), all(3))).toEqual([]);
    expect(securityGaps(all(null), all(null))).toEqual([]);
    expect(securityGaps(all(0), all(null))).toEqual([]);
  });
  test('has in each place the lowest of its requirements, and nothing where one is unknown', () => {
    expect(lowestLevel([3, 2, 4])).toBe(2);
    expect(lowestLevel([3, null])).toBe(null);
    expect(lowestLevel([])).toBe(null);
  });
});

describe('the cyber checklist', () => {
  test('has seventeen items, of which thirteen can be read', () => {
    expect(CYBER_CHECKLIST.length).toBe(17);
    expect(CYBER_CHECKLIST.filter(({ textPublic }) => textPublic).length).toBe(13);
    expect(new Set(CYBER_CHECKLIST.map(({ id }) => id)).size).toBe(17);
  });
  test('names its source in every item', () => {
    for (const { source } of CYBER_CHECKLIST) expect(source).toContain('TSA25-04-03387');
  });
});
