import type { Kept, RecordKind, Standing } from '@garita/api';
import { effectBody, equipmentCalendar, installedBase } from '@garita/api';
import { describe, expect, test } from 'vitest';
import { readCalendar } from './calendar.ts';
import { type EffectNeeds, readEffect } from './effect.ts';
import { readInstalledBase } from './installed-base.ts';
import type { KeptDecision } from './kept-decision.ts';
import { bookOf, DAY_MS, decided, kept, NOW, recordsOf, sites, suspension } from './known-equipment.fixture.ts';

const RECORDS: readonly Kept<RecordKind>[] = [
  kept('supplier', 'maker-a', { support: { text: { es: '', en: '' }, untilAtLeast: NOW + 20 * DAY_MS } }),
  kept('model', 'portal'),
  kept('configuration', 'portal-1'),
  kept('configuration', 'portal-2', { name: { es: 'Otra', en: 'Other' } }),
  kept('standard', 'standard-1', { endsAt: NOW + 300 * DAY_MS }),
  kept('device', 'xr-1'),
  kept('device', 'xr-2', { lane: 'gate-2', replaceBy: NOW + 90 * DAY_MS }),
  kept('device', 'xr-3', { lane: 'gate-3', configuration: 'portal-2' }),
  kept('device', 'xr-4', { lane: 'gate-4', state: 'planned', installedAt: null }),
];
const scans: Readonly<Record<string, { admitted: number; firstAt: number }>> = {
  'xr-1': { admitted: 3000, firstAt: NOW - 30 * DAY_MS },
  'xr-2': { admitted: 100, firstAt: NOW - 10 * DAY_MS },
};
const standings: Readonly<Record<string, Standing>> = { 'xr-1': 'approved', 'xr-2': 'approved', 'xr-3': 'conditional' };

function needs(decisions: readonly KeptDecision[] = [], records = RECORDS) {
  return {
    clock: { now: () => NOW },
    records: recordsOf(records),
    decisions: bookOf(decisions),
    sites: () => sites,
    standing: async (device: string) => ({ standing: standings[device] ?? ('unknown' as const) }),
    countScans: async ({ id }, { since }) =>
      since === NOW - 5 * DAY_MS ? { admitted: 77, firstAt: since } : (scans[id] ?? { admitted: 0, firstAt: null }),
    sharedPart: async () => 0.5,
    lists: async () => ({ trustList: { id: 'v3', expiresAt: NOW + 15 * DAY_MS }, statusList: undefined }),
  } satisfies EffectNeeds & Record<string, unknown>;
}

describe('the effect of a step', () => {
  const suspend = (id: string, kind: 'configuration' | 'device' = 'configuration') =>
    readEffect({ subject: { kind, id }, to: 'suspended' }, needs()).then((body) => effectBody.parse(body));

  test('names the installed devices, how many scans a day they make, and which lanes go on', async () => {
    const effect = await suspend('portal-1');
    expect(effect.devices.map(({ device, scansPerDay }) => [device, scansPerDay])).toEqual([
      ['xr-1', 100],
      ['xr-2', 10],
    ]);
    expect(effect).toMatchObject({
      lanes: 2,
      sites: 1,
      scansPerDay: 110,
      sharedPerDay: 55,
      overDays: 30,
      lanesLeft: 1,
    });
    expect(effect.flagged).toBe(0);
  });

  test('of one device is that lane alone', async () => {
    expect(await suspend('xr-2', 'device')).toMatchObject({ lanes: 1, scansPerDay: 10, overDays: 10, lanesLeft: 2 });
  });

  test('says that nothing is known where no scan came, and nothing of what is not installed', async () => {
    expect(await suspend('portal-2')).toMatchObject({ lanes: 1, scansPerDay: null, sharedPerDay: null, overDays: 0 });
    expect(await suspend('xr-4', 'device')).toMatchObject({ devices: [], lanes: 0, sites: 0, lanesLeft: 0 });
  });

  test('counts what was admitted since the key may have been in other hands', async () => {
    const step = { subject: { kind: 'configuration', id: 'portal-1' }, to: 'suspended' } as const;
    expect((await readEffect({ ...step, compromisedSince: NOW - 5 * DAY_MS }, needs())).flagged).toBe(77);
  });

  test('does not make thousands a day of a few scans in a minute', async () => {
    const countScans = async () => ({ admitted: 4, firstAt: NOW - 60_000 });
    const step = { subject: { kind: 'device', id: 'xr-1' }, to: 'suspended' } as const;
    expect((await readEffect(step, { ...needs(), countScans })).scansPerDay).toBe(4 * 24);
  });
});

describe('the calendar', () => {
  const entries = async (days: number, decisions: readonly KeptDecision[], records = RECORDS) =>
    equipmentCalendar.parse(await readCalendar(days, needs(decisions, records))).entries;
  const listed = decided('portal-1', { validUntil: NOW + 60 * DAY_MS });

  test('has everything that runs out, the earliest first, with what that would stop', async () => {
    expect((await entries(400, [listed])).map(({ kind, subject, stops }) => [kind, subject, stops.lanes])).toEqual([
      ['trust-list', 'v3', 2],
      ['supplier-support', 'maker-a', 0],
      ['approval', 'portal-1', 2],
      ['device-replacement', 'xr-2', 1],
      ['standard', 'standard-1', 2],
    ]);
    const [, , approval] = await entries(400, [listed]);
    expect(approval).toMatchObject({ configurations: ['portal-1'], stops: { sites: 1, scansPerDay: 110 } });
  });

  test('ends where it was asked to, and keeps what ran out and was not renewed', async () => {
    expect((await entries(16, [listed])).map(({ kind }) => kind)).toEqual(['trust-list']);
    const old = kept('evidence', 'test-1', { validUntil: NOW - DAY_MS });
    expect((await entries(16, [listed], [...RECORDS, old]))[0]).toMatchObject({
      ...{ kind: 'evidence', subject: 'test-1', configurations: ['portal-1'], stops: { lanes: 0, scansPerDay: null } },
    });
  });

  test('says nothing of what was removed, and goes on about what is suspended', async () => {
    const removed = suspension('portal-1', { to: 'removed' });
    const kinds = async (decisions: readonly KeptDecision[]) => (await entries(400, decisions)).map(({ kind }) => kind);
    expect(await kinds([listed, suspension('portal-1')])).toContain('approval');
    expect(await kinds([listed, removed])).not.toContain('approval');
  });
});

describe('the installed base', () => {
  test('has a row a device, with its site, operator, configuration and end of approval', async () => {
    const of = { subject: { kind: 'device', id: 'xr-2' }, from: 'enrolled', to: 'suspended', section: null } as const;
    const listed = decided('portal-1', { validUntil: NOW + 600 * DAY_MS });
    const { rows } = installedBase.parse(await readInstalledBase(needs([listed, decided('xr-2', of)])));
    expect(
      rows.map(({ device, deviceState, standing, validUntil }) => [device, deviceState, standing, validUntil]),
    ).toEqual([
      // The standard ends before the approval does.
      ['xr-1', 'active', 'approved', NOW + 300 * DAY_MS],
      ['xr-2', 'suspended', 'approved', NOW + 300 * DAY_MS],
      ['xr-3', 'active', 'conditional', null],
      ['xr-4', 'planned', 'unknown', NOW + 300 * DAY_MS],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ operatorName: { en: 'Customs' }, siteName: { en: 'Otay' }, siteKind: 'land-port', type: 'cargo-portal' },
      ...{ configurationName: { en: 'Portal X, first' }, lane: 'gate-1' },
    });
  });
});
