import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ScanList, scanList } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { CHUNK_SIZE, type ScanStatement } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observe } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { migrate } from '../migrate.ts';
import { checkObject } from './check-objects.ts';
import { DEFAULT_LIMITS, Intake } from './intake.ts';
import { judgeScan } from './judge-scan.ts';
import { KeyedLock } from './keyed-lock.ts';
import { scanRoutes } from './people-routes.ts';
import { type ScanTables, scanMigrations } from './scan-table.ts';

let house: TestHouse;
let intake: Intake;
let server: FastifyInstance;
/** Hashes of statements in the order in which they came. */
const came: Record<string, string> = {};

beforeAll(async () => {
  house = await openTestHouse(scanMigrations);
  const { clock, database, log, world } = house;
  const archive = join(house.dir, 'archive');
  await mkdir(archive, { recursive: true });
  const blobs = await openDiskBlobStore(archive);
  const devices = new KeyedLock();
  const inForce = { list: world.trustList, hash: Buffer.from(world.trustList.hash).toString('hex'), mark: '1' };
  intake = new Intake({
    ...{ database, blobs, clock, limits: DEFAULT_LIMITS, refuseWhenFull() {} },
    judge: (presented) =>
      judgeScan(presented, {
        ...{ crypto: trustCrypto, clock, database, log, devices },
        descriptor: () => world.descriptor,
        trustList: async () => inForce,
        trustMark: async () => inForce.mark,
        checkObject: (object) => checkObject(blobs, object),
        async admittedAlso() {},
        async quarantinedAlso() {},
      }),
  });
  server = buildPeopleServer({ report: (error) => house.reports.push(error) });
  scanRoutes(server, { database, intake });
  came.first = await send();
  came.elsewhere = await send({ site: 'veracruz', lane: 'veracruz-1' });
  came.refused = await send({ configuration: 'cfg-unheard-of' });
  came.open = await send({}, false);
});
afterAll(async () => {
  await intake.close();
  await house.close();
});

async function send(change: Partial<ScanStatement> = {}, whole = true): Promise<string> {
  const file = randomBytes(1000);
  const { chunkRoot, sha256, size } = observe(file);
  const object = { role: 'image', mediaType: 'application/octet-stream', name: 'a.bin', size, sha256 };
  const objects = [{ ...object, chunkSize: CHUNK_SIZE, chunkRoot }] as const;
  const scan = await house.world.scan({ files: [file], change: { objects, ...change } });
  const name = Buffer.from(scan.hash).toString('hex');
  await intake.open(name, scan.bytes, 'xr-1');
  async function* body() {
    yield file;
  }
  if (whole) await intake.take(name, 0, 'xr-1', { offset: 0, complete: true, body: body() });
  return name;
}

async function list(query = ''): Promise<ScanList> {
  return scanList.parse((await server.inject({ url: `/api/v1/scans${query}` })).json());
}
const names = async (query: string) => (await list(query)).scans.map(({ scan }) => scan);

describe('the list of scans', () => {
  test('has what was judged, newest first, in pages that meet', async () => {
    expect(await names('')).toEqual([came.refused, came.elsewhere, came.first]);
    const { next } = await list('?limit=2');
    expect(await names(`?limit=2&before=${next}`)).toEqual([came.first]);
  });

  test('is narrowed by site, state and device', async () => {
    expect(await names('?site=veracruz')).toEqual([came.elsewhere]);
    expect(await names('?state=quarantined')).toEqual([came.refused]);
    expect(await names('?state=admitted&site=veracruz&device=xr-1')).toEqual([came.elsewhere]);
    expect(await names('?device=xr-2')).toEqual([]);
  });

  test('shows by state what is still coming in, as it claims to be and judged by nobody', async () => {
    const { next, scans } = await list('?state=receiving');
    expect(next).toBeNull();
    expect(scans).toMatchObject([
      {
        ...{ scan: came.open, state: 'receiving', sender: 'xr-1', device: 'xr-1', settledAt: null, logIndex: null },
        ...{ receivedAt: house.clock.at, reasons: [], objects: [{ index: 0, name: 'a.bin', size: 1000 }] },
      },
    ]);
    expect(await names('?state=receiving&site=veracruz')).toEqual([]);
    expect(await names(`?state=receiving&q=${came.open?.slice(0, 6)}`)).toEqual([came.open]);
  });

  test('finds by the start of a hash or id, in any case of letters, and not by less than four characters', async () => {
    const [scan] = (await list('?site=veracruz')).scans;
    expect(await names(`?q=${came.first?.slice(0, 10)}`)).toEqual([came.first]);
    expect(await names(`?q=${scan?.scanId?.slice(0, 12).toUpperCase()}`)).toEqual([came.elsewhere]);
    expect(await names(`?q=${came.first?.slice(0, 3)}`)).toEqual([]);
    expect(await names('?q=%25%25%25%25')).toEqual([]);
  });

  test('says of a quarantined scan who sent it and every reason', async () => {
    const { scans } = await list('?state=quarantined');
    expect(scans[0]?.sender).toBe('xr-1');
    expect(scans[0]?.reasons.map(({ code }) => code)).toEqual(['CONFIGURATION_MISMATCH', 'CONFIGURATION_UNKNOWN']);
  });

  test('knows sites and configurations of scans that came before they were kept apart', async () => {
    const old = await openTestHouse(scanMigrations.slice(0, 1));
    const rows = await house.database.tables<ScanTables>().selectFrom('scans').selectAll().execute();
    await old.database.transaction(async (tx) => {
      for (const { site: _, configuration: __, ...row } of rows)
        await tx.tables<{ scans: typeof row }>().insertInto('scans').values(row).execute();
      const unread = { ...rows[0], scan: 'f'.repeat(64), statement: new Uint8Array([1]) };
      const { site: _, configuration: __, ...row } = unread;
      await tx.tables<{ scans: Partial<typeof row> }>().insertInto('scans').values(row).execute();
    });
    await migrate(old.database, scanMigrations, 1);
    const filled = await old.database.tables<ScanTables>().selectFrom('scans').selectAll().execute();
    const stated = (from: typeof rows) =>
      Object.fromEntries(from.map(({ scan, site, configuration }) => [scan, [site, configuration]]));
    expect(stated(filled)).toEqual({ ...stated(rows), ['f'.repeat(64)]: [null, null] });
    expect(rows.every(({ configuration }) => configuration !== null)).toBe(true);
    await old.close();
  });
});
