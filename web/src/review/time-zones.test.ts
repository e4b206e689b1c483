import { expect, test } from 'vitest';
import { zoneName, zonesOfCase } from './time-zones.ts';

const site = (id: string, timeZone?: string) => ({
  id,
  name: { es: id, en: id },
  kind: 'land-port' as const,
  operator: 'o',
  place: null,
  lanes: [],
  ...(timeZone !== undefined && { timeZone }),
});
const register = {
  sites: [site('bridge', 'America/Matamoros'), site('port')],
  timeZones: [
    { agency: 'mx', timeZone: 'America/Mexico_City' },
    { agency: 'us', timeZone: 'America/Chicago' },
  ],
};
const browser = 'Europe/Madrid';
const names = (given: Parameters<typeof zonesOfCase>) => zonesOfCase(...given).map(({ timeZone }) => timeZone);

test.each([
  ['the site’s, the partner’s, UTC', { site: 'bridge', agency: 'mx' }, ['America/Matamoros', 'America/Chicago', 'UTC']],
  [
    'the agency’s for a site without one',
    { site: 'port', agency: 'mx' },
    ['America/Mexico_City', 'America/Chicago', 'UTC'],
  ],
  [
    'the partner’s first for the partner’s scan',
    { site: 'x', agency: 'us' },
    ['America/Chicago', 'America/Mexico_City', 'UTC'],
  ],
])('clocks of a case: %s', (_, scan, expected) => {
  expect(names([register, scan, browser])).toEqual(expected);
});

test('a register that names none leaves this browser’s', () => {
  expect(names([undefined, { site: 'x', agency: 'mx' }, browser])).toEqual(['Europe/Madrid', 'UTC']);
});

test('a zone that no browser knows is left out', () => {
  const odd = { sites: [site('bridge', 'America/Nowhere')] };
  expect(names([odd, { site: 'bridge', agency: 'mx' }, 'UTC'])).toEqual(['UTC']);
});

test('a zone is named with what it is off UTC at that moment', () => {
  expect(zoneName('America/Matamoros', Date.UTC(2026, 10, 23))).toBe('Matamoros (GMT-6)');
  expect(zoneName('America/Matamoros', Date.UTC(2026, 6, 1))).toBe('Matamoros (GMT-5)');
  expect(zoneName('UTC', 0)).toBe('UTC');
});
