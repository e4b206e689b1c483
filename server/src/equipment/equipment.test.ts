import { siteRegister } from '@garita/api';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { type AgencyDescriptor, type Es256Signer, makeTrustList, type TrustListPayload } from '@garita/trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import type { LogTables } from '../log/log-table.ts';
import { decisionBook } from './decision-book.ts';
import { deviceStanding } from './device-standing.ts';
import { equipmentStanding } from './equipment-standing.ts';
import { prolongSampleLists } from './prolong-sample-list.ts';
import { equipmentRoutes } from './routes.ts';
import { signTrustList, type TrustListDraft } from './sign-trust-list.fixture.ts';
import { openSiteBook } from './site-book.ts';
import { statusLists } from './status-lists.ts';
import { equipmentMigrations } from './trust-list-table.ts';
import { type TrustLists, trustLists } from './trust-lists.ts';

const DAY_MS = 86_400_000;
let house: TestHouse;
let lists: TrustLists;

beforeEach(async () => {
  house = await openTestHouse(equipmentMigrations);
  lists = openLists();
});
afterEach(() => house.close());

function openLists() {
  const { clock, database, log, world } = house;
  const report = (error: unknown) => house.reports.push(error);
  const decisions = decisionBook(database);
  return trustLists({
    crypto: trustCrypto,
    database,
    clock,
    log,
    decisions,
    descriptor: () => world.descriptor,
    report,
  });
}

const draft: TrustListDraft = {
  validForDays: 30,
  configurations: [
    {
      id: 'cfg-1',
      maker: 'Fabricante A',
      model: 'Portal',
      name: { es: 'Arco', en: 'Portal' },
      status: 'approved',
      approvedUntil: '2027-11-23',
    },
  ],
  devices: [{ id: 'xr-1', serial: 'S-1', configuration: 'cfg-1', site: 'nuevo-laredo', lane: 'lane-1' }],
};

async function signed(previous?: Uint8Array, change: Partial<TrustListDraft> = {}) {
  const { descriptor, officers } = house.world;
  const signer = officers['equipment-authority'].signer;
  return signTrustList(
    { ...draft, ...change },
    { crypto: trustCrypto, descriptor, signer, previous, now: house.clock.at },
  );
}

describe('signing a trust list', () => {
  test('fills in what follows: number, dates, the list before', async () => {
    const first = await signed();
    expect(first.list).toMatchObject({ agency: 'mx', version: 1, previous: null, issuedAt: house.clock.at });
    expect(first.list.expiresAt - first.list.issuedAt).toBe(30 * DAY_MS);
    expect(first.list.configurations[0]?.approvedUntil).toBe(Date.UTC(2027, 10, 23));
    expect(first.list.devices[0]).toMatchObject({ status: 'active', effectiveFrom: house.clock.at });
    const second = await signed(first.bytes);
    expect(second.list).toMatchObject({ version: 2, previous: hasher.sha256(first.bytes) });
  });

  test('is refused to an officer with another role', async () => {
    const { descriptor, officers } = house.world;
    const signing = { crypto: trustCrypto, descriptor, previous: undefined, now: house.clock.at };
    await expect(signTrustList(draft, { ...signing, signer: officers.analyst.signer })).rejects.toMatchObject({
      code: 'TRUST_LIST_SIGNER_NOT_ENTITLED',
    });
  });
});

describe('importing a trust list', () => {
  test('puts it in force and its digest into the log, in one step', async () => {
    const { bytes, list } = await signed();
    const kept = await lists.import(bytes);
    expect(await lists.current()).toEqual(kept);
    expect(await lists.bytesOf(kept.hash)).toEqual(bytes);
    const entries = await house.database.tables<LogTables>().selectFrom('log_entries').selectAll().execute();
    expect(entries).toHaveLength(1);
    expect(Buffer.from(entries[0]?.entry ?? []).includes(Buffer.from(list.hash))).toBe(true);
  });

  test('again changes nothing and logs nothing', async () => {
    const { bytes } = await signed();
    await lists.import(bytes);
    await lists.import(bytes);
    expect(house.log.state().size).toBe(1);
  });

  test('takes the successor and keeps the list before for whoever asks', async () => {
    const first = await signed();
    const second = await signed(first.bytes);
    const kept = await lists.import(first.bytes);
    await lists.import(second.bytes);
    expect((await lists.current())?.list.version).toBe(2);
    expect(await openLists().bytesOf(kept.hash)).toEqual(first.bytes);
    expect((await openLists().current())?.list.version).toBe(2);
  });

  test.each<[string, Partial<TrustListPayload>, string]>([
    ['an older one', { version: 1, previous: null }, 'TRUST_LIST_ROLLED_BACK'],
    ['another one under the same number', { version: 2, previous: new Uint8Array(32) }, 'TRUST_LIST_FORKED'],
    ['one that grew from another list', { version: 3, previous: new Uint8Array(32) }, 'TRUST_LIST_FORKED'],
    ['one of another agency', { version: 3, agency: 'us' }, 'TRUST_LIST_AGENCY_MISMATCH'],
    ['one that has run out', { version: 3, issuedAt: 1, expiresAt: 2 }, 'TRUST_LIST_EXPIRED'],
  ])('refuses %s, and the one in force stays', async (_, change, code) => {
    const first = await signed();
    const second = await signed(first.bytes);
    await lists.import(first.bytes);
    const kept = await lists.import(second.bytes);
    const payload = { ...house.world.trustListPayload, previous: second.list.hash, ...change };
    const { signer } = house.world.officers['equipment-authority'];
    const bytes = await makeTrustList(payload, { crypto: trustCrypto, signer });
    await expect(lists.import(bytes)).rejects.toMatchObject({ code });
    expect((await lists.current())?.hash).toBe(kept.hash);
    expect(house.log.state().size).toBe(2);
  });

  test('of two lists at the same moment takes one', async () => {
    const one = await signed();
    house.clock.at += 1;
    const other = await signed();
    const outcomes = await Promise.allSettled([lists.import(one.bytes), lists.import(other.bytes)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(house.log.state().size).toBe(1);
  });
});

test('a list that has run out is still answered, so that scans are refused for that and not for a missing list', async () => {
  await lists.import((await signed()).bytes);
  house.clock.at += 31 * DAY_MS;
  expect((await openLists().current())?.list.expiresAt).toBeLessThan(house.clock.at);
});

describe('a sample agency', () => {
  const prolong = (descriptor: AgencyDescriptor, signers: readonly Es256Signer[]) => {
    const needs = { crypto: trustCrypto, database: house.database, clock: house.clock, log: house.log };
    const statuses = statusLists({ ...needs, descriptor: () => descriptor });
    return prolongSampleLists({ ...needs, lists, statuses, descriptor: { ...descriptor, sample: true }, signers });
  };

  test('signs its list again when half of its time is gone, and says the same', async () => {
    const { descriptor, officers } = house.world;
    const signers = [officers['equipment-authority'].signer];
    const first = await house.world.trustListWith({ version: 1, previous: null, sample: true });
    await lists.import(first.bytes);
    expect(await prolong(descriptor, signers)).toEqual([]);
    house.clock.at = first.list.expiresAt - 1000;
    expect(await prolong(descriptor, [])).toEqual([]);
    expect(await prolong(descriptor, signers)).toEqual(['trust-list']);
    const current = await lists.current();
    expect(current?.list).toMatchObject({ version: 2, previous: first.list.hash, devices: first.list.devices });
  });

  test('signs with as many keys as its descriptor asks for', async () => {
    await house.close();
    house = await openTestHouse(equipmentMigrations);
    const world = await makeWorld({ equipmentSignatures: 2 });
    const { clock, database, log } = house;
    const report = (error: unknown) => house.reports.push(error);
    const descriptor = () => world.descriptor;
    const decisions = decisionBook(database);
    lists = trustLists({ crypto: trustCrypto, database, clock, log, decisions, descriptor, report });
    await lists.import(world.trustListBytes);
    house.clock.at = world.trustList.expiresAt - 1000;
    const signers = world.authorities.map(({ signer }) => signer);
    expect(await prolong(world.descriptor, signers.slice(1))).toEqual([]);
    expect(await prolong(world.descriptor, signers)).toEqual(['trust-list']);
    expect((await lists.current())?.asSigned.signers).toHaveLength(2);
  });
});

describe('an admitted scan, asked about again when it is to leave', () => {
  const configuration = { ...(draft.configurations[0] as TrustListDraft['configurations'][number]) };
  const device = { ...(draft.devices[0] as TrustListDraft['devices'][number]) };
  const ask = async (change: Partial<TrustListDraft> = {}) => {
    await lists.import((await signed(undefined, change)).bytes);
    const scan = await house.world.scan({ change: { configuration: 'cfg-1' } });
    return equipmentStanding({ lists, clock: house.clock, agency: 'mx' })(scan.statement);
  };

  test('is good under a list that still accepts its device and configuration', async () => {
    expect(await ask()).toEqual({ state: 'good', configurationStatus: 'approved', acceptedByPartner: 'not-asked' });
  });

  test.each<[string, Partial<TrustListDraft>, string]>([
    [
      'a suspended configuration',
      { configurations: [{ ...configuration, status: 'suspended' }] },
      'CONFIGURATION_SUSPENDED',
    ],
    ['a configuration that is listed no more', { configurations: [] }, 'CONFIGURATION_UNKNOWN'],
    [
      'an approval that ran out',
      { configurations: [{ ...configuration, approvedUntil: '2020-01-01' }] },
      'CONFIGURATION_EXPIRED',
    ],
    ['a removed device', { devices: [{ ...device, status: 'removed' }] }, 'DEVICE_REMOVED'],
    [
      'a device whose key was stolen',
      { devices: [{ ...device, compromisedSince: '2020-01-01' }] },
      'DEVICE_COMPROMISED',
    ],
    ['a device that is listed no more', { devices: [] }, 'DEVICE_UNKNOWN'],
  ])('is lost with %s', async (_, change, code) => {
    expect(await ask(change)).toMatchObject({ state: 'lost', reasons: [{ code }] });
  });

  test('is good when its device was moved to another accepted configuration since', async () => {
    const configurations = [configuration, { ...configuration, id: 'cfg-2' }];
    const devices = [{ ...device, configuration: 'cfg-2' }];
    expect(await ask({ configurations, devices })).toMatchObject({ state: 'good' });
  });

  test('is unknown without a list, and when the list has run out', async () => {
    const { statement } = await house.world.scan();
    const standing = equipmentStanding({ lists, clock: house.clock, agency: 'mx' });
    expect(await standing(statement)).toEqual({ state: 'unknown' });
    await lists.import((await signed()).bytes);
    house.clock.at += 31 * DAY_MS;
    expect(await standing(statement)).toEqual({ state: 'unknown' });
  });
});

describe('the site register', () => {
  const register = siteRegister.parse({
    operators: [{ id: 'customs', name: { es: 'Aduanas', en: 'Customs' } }],
    sites: [
      {
        id: 'nuevo-laredo',
        name: { es: 'Nuevo Laredo', en: 'Nuevo Laredo' },
        kind: 'land-port',
        operator: 'customs',
        place: null,
        lanes: [
          {
            id: 'lane-1',
            name: { es: 'Uno', en: 'One' },
            ooiKind: 'truck',
            direction: 'northbound',
            device: 'xr-1',
            state: 'live',
          },
        ],
      },
    ],
    sample: true,
  });

  test('knows sites and lanes, and nothing of a site it does not have', () => {
    const book = openSiteBook(register);
    expect([book.kindOf('nuevo-laredo'), book.kindOf('atlantis')]).toEqual(['land-port', 'unknown']);
    expect(book.lane('nuevo-laredo', 'lane-1')?.device).toBe('xr-1');
    expect(book.lane('atlantis', 'lane-1')).toBeUndefined();
  });

  test('is refused when an id has two meanings or an operator is missing', () => {
    const [site] = register.sites;
    if (!site) throw new Error('no site');
    const codes = expect.objectContaining({ code: 'REGISTER_INVALID' });
    expect(() => openSiteBook({ ...register, sites: [site, { ...site, lanes: [] }] })).toThrow(codes);
    expect(() => openSiteBook({ ...register, sites: [site, { ...site, id: 'other' }] })).toThrow(codes);
    expect(() => openSiteBook({ ...register, operators: [] })).toThrow(codes);
  });

  test('and the list in force are served; none is taken in', async () => {
    const app = buildPeopleServer({ report: (error) => house.reports.push(error) });
    await app.register(async (guarded) => {
      requireApiKey(guarded, async () => ({ person: 'e', roles: ['equipment-authority'] }));
      equipmentRoutes(guarded, { lists, sites: () => openSiteBook(register) });
    });
    const get = (url: string, headers = {}) =>
      app.inject({ url, headers: { authorization: 'Bearer authority', ...headers } });
    expect((await get('/api/v1/register')).json()).toEqual(register);
    expect((await get('/api/v1/trust-list')).json().error.code).toBe('TRUST_LIST_MISSING');
    const { bytes } = await signed();
    await lists.import(bytes);
    expect((await get('/api/v1/trust-list')).json().devices[0].id).toBe('xr-1');
    expect((await get('/api/v1/trust-list', { accept: 'application/cose' })).rawPayload).toEqual(Buffer.from(bytes));
    const headers = { authorization: 'Bearer authority', 'content-type': 'application/cose' };
    const put = { method: 'PUT', url: '/api/v1/trust-list', headers, payload: Buffer.from(bytes) } as const;
    expect((await app.inject(put)).statusCode).toBe(404);
    await app.close();
  });
});

describe('how a device stands', () => {
  const standing = (device: string, configuration?: string) =>
    deviceStanding({ lists, clock: house.clock, agency: 'mx' })(device, configuration);
  const bad = { code: 'CLOCK_WRONG', es: 'El reloj se desvía.', en: 'Its clock drifts.' };
  const [configuration] = draft.configurations;
  const [device] = draft.devices;

  test('is unknown before there is a list, and for a device that no list names', async () => {
    expect(await standing('xr-1')).toMatchObject({ standing: 'unknown', reasons: [{ code: 'TRUST_LIST_MISSING' }] });
    await lists.import((await signed()).bytes);
    expect(await standing('xr-9')).toMatchObject({ configuration: null, standing: 'unknown' });
    expect(await standing('xr-1')).toEqual({ configuration: 'cfg-1', standing: 'approved', reasons: [] });
  });

  test.each<[string, Partial<TrustListDraft>, string, string]>([
    [
      'refused with its configuration',
      { configurations: [{ ...configuration, status: 'refused', reasons: [bad] } as never] },
      'refused',
      'CONFIGURATION_REFUSED',
    ],
    [
      'suspended with it',
      { configurations: [{ ...configuration, status: 'suspended', reasons: [bad] } as never] },
      'suspended',
      'CONFIGURATION_SUSPENDED',
    ],
    [
      'suspended by itself',
      { devices: [{ ...device, status: 'suspended', reasons: [bad] } as never] },
      'suspended',
      'DEVICE_SUSPENDED',
    ],
    [
      'refused when its key may be in other hands',
      { devices: [{ ...device, compromisedSince: '2026-11-01', reasons: [bad] } as never] },
      'refused',
      'DEVICE_COMPROMISED',
    ],
  ])('is %s, with the list’s own words in both languages', async (_, change, expected, code) => {
    await lists.import((await signed(undefined, change)).bytes);
    expect(await standing('xr-1', 'cfg-1')).toEqual({
      configuration: 'cfg-1',
      standing: expected,
      reasons: [{ code, detail: expect.any(String), notice: [bad] }],
    });
  });

  test('is conditional, and expired when the list’s time is over', async () => {
    const change = { configurations: [{ ...configuration, status: 'conditional' } as never] };
    await lists.import((await signed(undefined, change)).bytes);
    expect((await standing('xr-1')).standing).toBe('conditional');
    house.clock.at += 30 * DAY_MS;
    expect(await standing('xr-1')).toMatchObject({ standing: 'expired', reasons: [{ code: 'TRUST_LIST_EXPIRED' }] });
  });
});
