import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readStatement } from '@garita/trust';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../testdata/world.ts';
import { openGateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-events.ts';
import { captureAndKill, expectWholeLane } from './kill-capture.fixture.ts';
import { enrolledFolder, judgeSpool, newFolder, truckScan } from './lane.fixture.ts';
import { LaneBook } from './lane-book.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
const openLane = async (
  options: { spoolLimitBytes?: number; software?: Uint8Array; onEvent?(event: GatewayEvent): void } = {},
) => {
  const folder = await enrolledFolder(world);
  return { folder, gateway: await openGateway({ folder, now: () => world.at, ...options }) };
};

describe('a captured scan', () => {
  test('is admitted by the rules of its agency, whatever its objects come from', async () => {
    const { folder, gateway } = await openLane();
    const file = join(folder, 'from-the-scanner.dcs');
    await writeFile(file, randomBytes(9_000_000));
    await gateway.capture({
      ...truckScan(file, randomBytes(500)),
      scanId: randomUUID(),
    });
    const stream = { role: 'spectrum', mediaType: 'application/n42+xml', name: 'a.n42' };
    const source = Readable.from([Buffer.from('one'), Buffer.from('two')]);
    await gateway.capture({ ...truckScan(new Uint8Array()), objects: [{ ...stream, source }] });
    await gateway.capture(truckScan(new Uint8Array()));
    const verdicts = await judgeSpool(world, folder, gateway);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['admitted', 'admitted', 'admitted']);
    await gateway.close();
  });

  test('keeps the exact bytes, and says what the lane knows about itself', async () => {
    const { folder, gateway } = await openLane();
    const bytes = randomBytes(1234);
    const { scan, files } = await gateway.capture({ ...truckScan(bytes), capturedAt: world.at - 7 });
    const [row] = gateway.scans(1, 1);
    expect(readFileSync(files[0] ?? '')).toEqual(bytes);
    expect(
      createHash('sha256')
        .update(row?.statement ?? '')
        .digest('hex'),
    ).toBe(scan);
    expect(readStatement(row?.statement ?? new Uint8Array())).toMatchObject({
      ...{ agency: 'mx', device: 'xr-1', configuration: 'portal-1', site: 'otay', lane: 'gate-1', deviceSeq: 1 },
      ...{ bootEpoch: 1, capturedAt: world.at - 7, keyProtection: 'software', sample: true },
    });
    expect(statSync(join(folder, 'identity', 'device.key')).mode & 0o777).toBe(0o600);
    await gateway.close();
  });

  test('names the software that the lane was told its scanner runs, and none when it was not told', async () => {
    const digest = new Uint8Array(randomBytes(32));
    for (const software of [digest, undefined]) {
      const { gateway } = await openLane(software ? { software } : {});
      await gateway.capture(truckScan(randomBytes(10)));
      const statement = readStatement(gateway.scans(1, 1)[0]?.statement ?? new Uint8Array());
      expect(statement.software).toEqual(software ?? null);
      await gateway.close();
    }
  });

  test('follows the one before also after a restart, and counts the restart', async () => {
    const { folder, gateway } = await openLane();
    const first = await gateway.capture(truckScan(randomBytes(10)));
    await gateway.close();
    const again = await openGateway({ folder, now: () => world.at });
    await again.capture(truckScan(randomBytes(10)));
    const statement = readStatement(again.scans(2, 1)[0]?.statement ?? new Uint8Array());
    expect(Buffer.from(statement.prevStatementHash ?? []).toString('hex')).toBe(first.scan);
    expect(statement.bootEpoch).toBe(2);
    await again.close();
  });

  test('gets its own place among many captured at the same time', async () => {
    const { folder, gateway } = await openLane();
    await Promise.all(Array.from({ length: 12 }, (_, index) => gateway.capture(truckScan(randomBytes(index * 1000)))));
    const verdicts = await judgeSpool(world, folder, gateway);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(Array(12).fill('admitted'));
    await gateway.close();
  });
});

describe('a capture that fails leaves nothing behind', () => {
  const broken = () =>
    Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the scanner hung up');
      })(),
    );
  test.each([
    [
      'when its source breaks',
      () => truckScan(randomBytes(5)).objects.concat({ ...object(), source: broken() }),
      'hung up',
    ],
    ['when a file is missing', () => [{ ...object(), source: '/nowhere/scan.dcs' }], 'ENOENT'],
    ['when it has no objects', () => [], 'at least one object'],
    ['when it has too many', () => Array.from({ length: 25 }, object), 'at most 24'],
    ['when a role is a path', () => [{ ...object(), role: '../../key' }], 'role'],
    ['when a name is a path', () => [{ ...object(), name: '../etc/passwd' }], 'name'],
  ] as const)('%s', async (_, objects, message) => {
    const { folder, gateway } = await openLane();
    const scan = { ...truckScan(new Uint8Array(1)), objects: objects() };
    await expect(gateway.capture(scan)).rejects.toThrow(message);
    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
    expect(gateway.status().lastSeq).toBe(0);
    await gateway.capture(truckScan(randomBytes(1)));
    expect((await judgeSpool(world, folder, gateway)).map(({ outcome }) => outcome)).toEqual(['admitted']);
    await gateway.close();
  });

  test('when the spool may hold no more, and works again once it may', async () => {
    const { folder, gateway } = await openLane({ spoolLimitBytes: 100 });
    await gateway.capture(truckScan(randomBytes(100)));
    await expect(gateway.capture(truckScan(randomBytes(1)))).rejects.toMatchObject({ code: 'SPOOL_FULL' });
    await gateway.close();
    const roomier = await openGateway({ folder, now: () => world.at });
    expect((await roomier.capture(truckScan(randomBytes(1)))).seq).toBe(2);
    await roomier.close();
  });

  test('when it is made to read through a link', async () => {
    const { folder, gateway } = await openLane();
    await symlink(join(folder, 'identity', 'device.key'), join(folder, 'innocent.dcs'));
    const scan = truckScan(join(folder, 'innocent.dcs'));
    await expect(gateway.capture(scan)).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
    await gateway.close();
  });
});

describe('the folder of a lane', () => {
  test('is held by one gateway at a time', async () => {
    const { folder, gateway } = await openLane();
    await expect(openGateway({ folder })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    await gateway.close();
    await (await openGateway({ folder })).close();
  });

  test('that is not enrolled says so', async () => {
    await expect(openGateway({ folder: await newFolder() })).rejects.toMatchObject({ code: 'LANE_NOT_ENROLLED' });
  });

  test('never gets a second identity', async () => {
    const folder = await enrolledFolder(world);
    const key = readFileSync(join(folder, 'identity', 'device.key'));
    const { storeIdentity, loadIdentity } = await import('./identity.ts');
    const identity = await loadIdentity(folder);
    const other = { ...identity, keyPem: world.devices['xr-2']?.pem ?? '', descriptor: world.descriptorBytes };
    await expect(storeIdentity(folder, other)).rejects.toMatchObject({ code: 'LANE_ALREADY_ENROLLED' });
    expect(readFileSync(join(folder, 'identity', 'device.key'))).toEqual(key);
  });

  test('loses at its next start what a crash left without a statement', async () => {
    const { folder, gateway } = await openLane();
    await gateway.capture(truckScan(randomBytes(10)));
    await gateway.close();
    for (const orphan of ['2', 'incoming-77-1']) {
      await mkdir(join(folder, 'spool', orphan));
      await writeFile(join(folder, 'spool', orphan, '0-image'), 'half');
    }
    const again = await openGateway({ folder, now: () => world.at });
    expect(readdirSync(join(folder, 'spool'))).toEqual(['1']);
    await again.close();
  });

  test('made by a newer version is not touched', async () => {
    const { folder, gateway } = await openLane();
    await gateway.close();
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(join(folder, 'lane.db'));
    db.exec('PRAGMA user_version=99');
    db.close();
    await expect(openGateway({ folder })).rejects.toMatchObject({ code: 'FOLDER_NEWER' });
  });

  test('refuses a statement that does not follow the last one, however it came about', async () => {
    const { folder, gateway } = await openLane();
    await gateway.capture(truckScan(randomBytes(10)));
    const book = LaneBook.open(folder);
    const row = {
      scan: 'f'.repeat(64),
      scanId: 'x',
      statement: new Uint8Array(),
      bytes: 0,
      capturedAt: 0,
      origin: null,
    };
    for (const seq of [1, 3])
      expect(() => book.add({ ...row, seq })).toThrow(expect.objectContaining({ code: 'FOLDER_IN_USE' }));
    expect(book.counts()).toMatchObject({ lastSeq: 1, spooled: 1, waitingBytes: 10 });
    book.close();
    await gateway.close();
  });
});

test('kill -9 while capturing never forks the chain, leaves no gap and loses nothing that was told', async () => {
  const folder = await enrolledFolder(world);
  const told = new Map<number, string>();
  for (const afterMs of [0, 3, 17, 60]) {
    for (const [seq, scan] of await captureAndKill(folder, world.at, afterMs)) told.set(seq, scan);
    expect(await expectWholeLane(world, folder, told)).toBeGreaterThanOrEqual(told.size);
  }
  expect(told.size).toBeGreaterThan(3);
  expect(existsSync(join(folder, 'lane.db'))).toBe(true);
});

function object() {
  return { role: 'image', mediaType: 'application/octet-stream', name: 'a', source: new Uint8Array(1) };
}
