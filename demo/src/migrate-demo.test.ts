import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteRegister } from '@garita/api';
import { changeOfficers, readAgencyFolder } from '@garita/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createDemo,
  DEMO_VERSION,
  type DemoRecord,
  demoOfficer,
  demoPaths,
  readRecord,
  writeRecord,
} from './create-demo.ts';
import { SAMPLE_APPROVALS } from './equipment/sample-equipment.ts';
import { migrateDemo } from './migrate-demo.ts';
import { portsFrom } from './ports.ts';
import { SAMPLE_BORDER } from './sample-border.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
let folder: string;
let old: DemoRecord;
const paths = () => demoPaths(folder);
const registerOf = async (agency: 'mx' | 'us') =>
  siteRegister.parse(JSON.parse(await readFile(paths().register(agency), 'utf8')));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-demo-'));
  const record = await createDemo(folder, portsFrom(24_000), NOW);
  // As version 1 left it: nothing stood in the United States.
  await writeFile(paths().register('us'), JSON.stringify({ operators: [], sites: [], sample: true }));
  old = { ...record, version: 1, keys: { mx: keys('m'), us: keys('u') } };
  await writeRecord(folder, old);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keys = (of: string) => ({ administrator: `${of}1`, analyst: `${of}2` });

describe('a demo of version 1', () => {
  test('gets lanes for the other side, officers who decide about equipment, and keeps what it had', async () => {
    const before = await readAgencyFolder(paths().agency('mx'));
    const migrated = await migrateDemo(folder, old, NOW);
    expect(migrated).toEqual({ ...old, version: DEMO_VERSION });
    expect(await readRecord(folder)).toEqual(migrated);
    expect(await registerOf('us')).toEqual(SAMPLE_BORDER.us.register);
    const { descriptor } = await readAgencyFolder(paths().agency('mx'));
    expect(descriptor.signatures.equipment).toBe(2);
    expect(descriptor.officers).toEqual(before.descriptor.officers);
  });

  test('of version 2, with one officer for equipment, gets the others, and every list then needs two', async () => {
    const dir = paths().agency('mx');
    const root = await readFile(join(dir, 'offline', 'root.key'), 'utf8');
    for (const id of ['equipment-director', 'evaluator']) await changeOfficers(dir, { kind: 'remove', id }, root, NOW);
    await changeOfficers(dir, { kind: 'signatures', equipment: 1 }, root, NOW);
    await migrateDemo(folder, { ...old, version: 2 }, NOW);
    const { descriptor } = await readAgencyFolder(dir);
    expect(descriptor.signatures.equipment).toBe(2);
    expect(descriptor.officers.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['equipment-director', 'evaluator']),
    );
    for (const id of ['equipment-director', 'evaluator']) {
      const { key } = descriptor.officers.find((officer) => officer.id === id) ?? {};
      expect((await demoOfficer(folder, 'mx', id)).spki).toEqual(key);
    }
  });

  test('whose register somebody has written on keeps it', async () => {
    const own = { ...SAMPLE_BORDER.mx.register, sites: SAMPLE_BORDER.mx.register.sites.slice(0, 1) };
    const [first] = own.sites;
    if (first) own.sites.push({ ...first, id: 'my-own-site', lanes: [] });
    await writeFile(paths().register('mx'), JSON.stringify(own));
    await migrateDemo(folder, old, NOW);
    expect((await registerOf('mx')).sites.map(({ id }) => id)).toContain('my-own-site');
  });

  test('is left alone once it is of this version', async () => {
    const migrated = await migrateDemo(folder, old, NOW);
    expect(await migrateDemo(folder, migrated, NOW)).toBe(migrated);
  });
});

describe('the sample border', () => {
  const { mx, us } = SAMPLE_BORDER;

  test('names each device, site and lane on one side only', () => {
    const idsOf = ({ devices, register }: typeof mx) => [
      ...devices.map(({ id }) => id),
      ...register.sites.flatMap(({ id, lanes }) => [id, ...lanes.map((lane) => lane.id)]),
    ];
    const all = [...idsOf(mx), ...idsOf(us)];
    expect(all.length).toBe(new Set(all).size);
  });

  test.each(['mx', 'us'] as const)(
    'of %s is a register as the server reads it, every device in a lane of it',
    (side) => {
      const { devices, register } = SAMPLE_BORDER[side];
      expect(siteRegister.parse(register)).toEqual(register);
      const lanes = register.sites.flatMap((site) =>
        site.lanes.map(({ id, device }) => ({ site: site.id, id, device })),
      );
      for (const { configuration, id, lane, site } of devices) {
        expect(lanes).toContainEqual({ site, id: lane, device: id });
        expect(Object.keys(SAMPLE_APPROVALS[side])).toContain(configuration);
      }
    },
  );

  test('asks two cores for no more than two scans in three seconds', () => {
    const paced = [...mx.devices, ...us.devices].flatMap(({ paceSeconds }) => paceSeconds ?? []);
    expect(paced.reduce((sum, pace) => sum + 1 / pace, 0)).toBeLessThan(0.66);
  });
});
