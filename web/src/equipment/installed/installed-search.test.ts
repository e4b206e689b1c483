import { describe, expect, test } from 'vitest';
import { type InstalledRow, installedRows, isOverdue, readInstalledSearch } from './installed-search.ts';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const row = (device: string, change: Partial<InstalledRow>): InstalledRow => ({
  device,
  serial: '1',
  operator: 'anam',
  operatorName: { es: 'Aduanas', en: 'Customs' },
  site: 'otay',
  siteName: { es: 'Otay', en: 'Otay' },
  siteKind: 'land-port',
  lane: 'l1',
  deviceState: 'active',
  configuration: 'c',
  configurationName: { es: 'C', en: 'C' },
  type: 'cargo-portal',
  standing: 'approved',
  validUntil: null,
  installedAt: null,
  replaceBy: null,
  replaceReason: null,
  ...change,
});
const ROWS = [
  row('b', { site: 'zlo', siteName: { es: 'Zona', en: 'Zone' }, replaceBy: NOW + 400 * DAY }),
  row('a', { replaceBy: NOW - DAY, standing: 'suspended' }),
  row('c', { deviceState: 'retired', replaceBy: NOW - DAY }),
];
const shown = (search: Parameters<typeof installedRows>[1]) =>
  installedRows(ROWS, search, NOW, 'es').map(({ device }) => device);

describe('the installed base', () => {
  test('stands by place, or by when it must be replaced, what has no date last', () => {
    expect(shown({})).toEqual(['a', 'c', 'b']);
    expect(shown({ by: 'date' })).toEqual(['a', 'c', 'b']);
    expect(installedRows([row('x', {}), ...ROWS], { by: 'date' }, NOW, 'es').at(-1)?.device).toBe('x');
  });

  test('is filtered by site, state, what the gate does, and what is due', () => {
    expect(shown({ site: 'zlo' })).toEqual(['b']);
    expect(shown({ state: 'retired' })).toEqual(['c']);
    expect(shown({ gate: 'in' })).toEqual(['b']);
    expect(shown({ gate: 'out' })).toEqual(['a', 'c']);
    expect(shown({ replace: 'over' })).toEqual(['a']);
    expect(shown({ replace: '1095' })).toEqual(['a', 'b']);
  });

  test('what is out of service is not overdue', () =>
    expect(ROWS.map((one) => isOverdue(one, NOW))).toEqual([false, true, false]));

  test('reads of an address only what it knows', () => {
    expect(readInstalledSearch({ state: 'x', replace: 365, gate: 'in', by: 'place', site: 'otay' })).toEqual({
      replace: '365',
      gate: 'in',
      site: 'otay',
    });
  });
});
