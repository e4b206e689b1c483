import type { EquipmentLine } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { registerRows } from './register-rows.ts';
import { readRegisterSearch } from './register-search.ts';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
const line = (configuration: string, change: Partial<EquipmentLine>): EquipmentLine => ({
  configuration,
  name: { es: `Pórtico ${configuration}`, en: `Portal ${configuration}` },
  maker: 'Muestra',
  makerId: 'muestra',
  model: 'P-1',
  type: 'cargo-portal',
  state: 'listed',
  section: 'qualified',
  standing: 'approved',
  validUntil: NOW + 400 * DAY,
  standard: 's',
  standardTitle: { es: 'Norma', en: 'Standard' },
  standardEndsAt: null,
  contexts: [],
  outcome: 'pass',
  notAssessed: 0,
  devices: 1,
  sites: 1,
  parent: null,
  assertions: 0,
  since: NOW,
  reason: null,
  sample: true,
  ...change,
});
const LINES = [
  line('c', { validUntil: NOW + 20 * DAY, devices: 9 }),
  line('a', { state: 'suspended', section: null, type: 'baggage-ct', notAssessed: 4 }),
  line('b', { state: 'draft', section: null, validUntil: null, outcome: null, maker: 'Compañía Ñandú' }),
];
const shown = (search: Parameters<typeof registerRows>[1]) =>
  registerRows(LINES, search, NOW, 'es').map(({ configuration }) => configuration);

describe('the register', () => {
  test('shows all lines by name when nothing is asked', () => expect(shown({})).toEqual(['a', 'b', 'c']));

  test('is filtered by a state or a group of them, by type, and by what runs out', () => {
    expect(shown({ state: 'suspended' })).toEqual(['a']);
    expect(shown({ state: 'approved' })).toEqual(['c']);
    expect(shown({ state: 'evaluated' })).toEqual(['b']);
    expect(shown({ state: 'not-approved' })).toEqual(['a']);
    expect(shown({ type: 'baggage-ct' })).toEqual(['a']);
    expect(shown({ within: 30 })).toEqual(['c']);
  });

  test('is searched word by word without accents, in both languages', () => {
    expect(shown({ q: 'nandu compania' })).toEqual(['b']);
    expect(shown({ q: 'PORTICO a' })).toEqual(['a', 'b', 'c']);
    expect(shown({ q: 'portal zzz' })).toEqual([]);
  });

  test('is put in order: what runs out first, what is known least, what stands most often', () => {
    expect(shown({ sort: 'expiry' })).toEqual(['c', 'a', 'b']);
    expect(shown({ sort: 'not-assessed' })).toEqual(['b', 'a', 'c']);
    expect(shown({ sort: 'devices' })).toEqual(['c', 'a', 'b']);
  });

  test('reads of an address only what it knows', () => {
    expect(readRegisterSearch({ state: 'listed', type: 'submarine', within: '90', q: 7, sort: 'x', evil: 1 })).toEqual({
      state: 'listed',
      within: 90,
      q: '7',
    });
  });
});
