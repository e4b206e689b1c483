import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteRegister } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { readAgencyFolder } from '@garita/server';
import { readTrustList } from '@garita/trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemo, DEMO_VERSION, type DemoRecord, demoPaths, readRecord, writeRecord } from './create-demo.ts';
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
  await rm(paths().trustList('us'));
  old = { ...record, version: 1, keys: { mx: keys('m'), us: keys('u') } };
  await writeRecord(folder, old);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keys = (of: string) => ({ administrator: `${of}1`, analyst: `${of}2` });

describe('a demo of version 1', () => {
  test('gets lanes and a signed list for the other side, and keeps what it had', async () => {
    const list = await readFile(paths().trustList('mx'));
    const migrated = await migrateDemo(folder, old, NOW);
    expect(migrated).toEqual({ ...old, version: DEMO_VERSION });
    expect(await readRecord(folder)).toEqual(migrated);
    expect(await registerOf('us')).toEqual(SAMPLE_BORDER.us.register);
    const { descriptor } = await readAgencyFolder(paths().agency('us'));
    const signed = await readTrustList(trustCrypto, await readFile(paths().trustList('us')), descriptor, { at: NOW });
    expect(signed.devices.map(({ id }) => id)).toEqual(SAMPLE_BORDER.us.devices.map(({ id }) => id));
    expect(await readFile(paths().trustList('mx'))).toEqual(list);
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
    await rm(paths().trustList('us'));
    expect(await migrateDemo(folder, migrated, NOW)).toBe(migrated);
    await expect(readFile(paths().trustList('us'))).rejects.toMatchObject({ code: 'ENOENT' });
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
      const { configurations, devices, register } = SAMPLE_BORDER[side];
      expect(siteRegister.parse(register)).toEqual(register);
      const lanes = register.sites.flatMap((site) =>
        site.lanes.map(({ id, device }) => ({ site: site.id, id, device })),
      );
      for (const { configuration, id, lane, site } of devices) {
        expect(lanes).toContainEqual({ site, id: lane, device: id });
        expect(configurations.map((one) => one.id)).toContain(configuration);
      }
    },
  );

  test('asks two cores for no more than two scans in three seconds', () => {
    const paced = [...mx.devices, ...us.devices].flatMap(({ paceSeconds }) => paceSeconds ?? []);
    expect(paced.reduce((sum, pace) => sum + 1 / pace, 0)).toBeLessThan(0.66);
  });
});
