import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, open, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import { verifyAcknowledgement } from '@garita/trust';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enroll } from './enroll.ts';
import { type Gateway, type GatewayOptions, openGateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-events.ts';
import { runAndKill } from './kill-capture.fixture.ts';
import { newFolder, truckScan } from './lane.fixture.ts';
import { LaneBook } from './lane-book.ts';
import { startTestAgency, type TestAgency } from './running-agency.fixture.ts';

const UPLOADING = new URL('./upload-forever.fixture.ts', import.meta.url).pathname;
const SOON_MS = 15_000;

let agency: TestAgency;
beforeAll(async () => {
  agency = await startTestAgency();
});
afterAll(() => agency.close());

let devices = 0;
let folder: string;
let device: string;
let events: GatewayEvent[];
let gateway: Gateway;

const openLane = async (options: Partial<GatewayOptions> = {}) => {
  gateway = await openGateway({
    folder,
    backoff: { firstMs: 20, mostMs: 200 },
    onEvent: (event) => events.push(event),
    ...options,
  });
  return gateway;
};
const told = (name: GatewayEvent['event']) => events.filter(({ event }) => event === name);
const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > SOON_MS) throw new Error(`waited for ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const scansOf = async (id: string) => (await agency.scans()).filter((scan) => scan.device === id).reverse();

// A device of its own for each test; all of them are on the agency's trust list.
beforeEach(async () => {
  device = `xr-${++devices}`;
  folder = await newFolder();
  events = [];
  await enroll({ server: agency.url, code: await agency.codeFor(device), folder });
  await openLane();
});
afterEach(async () => {
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an uploaded scan', () => {
  test('is in the archive byte for byte, and leaves the lane only once its place in the log is proven', async () => {
    const files = [randomBytes(9_000_000), randomBytes(500), new Uint8Array()];
    const { scan, files: spooled } = await gateway.capture(truckScan(...files));
    expect(await gateway.settled(100)).toBe(false);
    expect(spooled.every(existsSync)).toBe(true);
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);

    const [kept] = await scansOf(device);
    expect(kept).toMatchObject({ scan, state: 'admitted', deviceSeq: 1 });
    for (const [index, bytes] of files.entries())
      expect(agency.stored(kept?.objects[index]?.sha256 ?? '').equals(bytes)).toBe(true);
    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['captured', 'uploading', 'delivered', 'acknowledged']),
    );

    const [row] = gateway.scans(1, 1);
    expect(row).toMatchObject({ state: 'acknowledged', verdict: 'admitted', logIndex: kept?.logIndex });
    const book = LaneBook.openToRead(folder);
    const { vkey } = gateway.identity.descriptor.log;
    const statement = new Uint8Array(Buffer.from(scan, 'hex'));
    const evidence = await verifyAcknowledgement(trustCrypto, book?.acknowledgement(1) ?? new Uint8Array(), {
      statement,
      vkey,
    });
    expect(evidence).toMatchObject({ kind: 'scan-admitted', device, deviceSeq: 1 });
    book?.close();
  });

  test('that was altered in the spool is kept by the server in quarantine, and the lane goes on', async () => {
    const { files, scan } = await gateway.capture(truckScan(randomBytes(5000), randomBytes(100)));
    await flipByte(files[1] ?? '', 50);
    await gateway.capture(truckScan(randomBytes(100)));
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    expect(told('quarantined')).toMatchObject([
      { seq: 1, scan, reasons: [{ code: 'OBJECT_HASH_MISMATCH', object: 1 }, { code: 'OBJECT_CHUNK_ROOT_MISMATCH' }] },
    ]);
    expect(told('acknowledged')).toMatchObject([{ seq: 2 }]);
    expect((await scansOf(device)).map(({ state }) => state)).toEqual(['quarantined', 'admitted']);
    expect(gateway.status()).toMatchObject({ admitted: 1, quarantined: 1, spooled: 0, delivered: 0, waitingBytes: 0 });
  });

  test.each([
    ['cut short', (file: string) => truncate(file, 10), 'OBJECT_SIZE_MISMATCH'],
    ['made longer', (file: string) => appendFile(file, 'more'), undefined],
    ['lost', (file: string) => rm(file), 'OBJECT_SIZE_MISMATCH'],
  ] as const)('whose spooled file was %s does not stop the lane', async (_, harm, code) => {
    const { files } = await gateway.capture(truckScan(randomBytes(1000)));
    await harm(files[0] ?? '');
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    const [{ reasons } = { reasons: [] }] = await scansOf(device);
    expect(reasons.map((reason) => reason.code).includes(code ?? '')).toBe(code !== undefined);
  });
});

describe('the upload goes on', () => {
  test('where it was when the connection is cut, and sends little twice', async () => {
    const size = 24_000_000;
    const { files } = await gateway.capture(truckScan(randomBytes(size)));
    const before = agency.cable.sent();
    agency.cable.cutAfter(14_000_000);
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    agency.cable.cutAfter(4_000_000);
    expect(await gateway.settled(SOON_MS)).toBe(true);
    // What was on the way when the cable broke is sent again: buffers on both sides, not the object.
    expect(agency.cable.sent() - before).toBeLessThan(size * 1.5);
    expect((await scansOf(device))[0]?.state).toBe('admitted');
    expect(files.some(existsSync)).toBe(false);
  });

  test('after the server was stopped and started again', async () => {
    for (const size of [12_000_000, 1000, 2000]) await gateway.capture(truckScan(randomBytes(size)));
    agency.cable.cutAfter(8_000_000);
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    await agency.stop();
    await until(() => gateway.status().trouble?.code === 'SERVER_UNREACHABLE');
    await agency.start();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    expect((await scansOf(device)).map(({ deviceSeq, state }) => [deviceSeq, state])).toEqual([
      [1, 'admitted'],
      [2, 'admitted'],
      [3, 'admitted'],
    ]);
    expect(gateway.status().trouble).toBeUndefined();
  });

  test('in the order of the chain, without waiting for each acknowledgement', async () => {
    for (let index = 0; index < 12; index++) await gateway.capture(truckScan(randomBytes(2000)));
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    const order = told('delivered').map((event) => 'seq' in event && event.seq);
    expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    const names = events.map(({ event }) => event);
    expect(names.indexOf('acknowledged')).toBeLessThan(names.lastIndexOf('delivered'));
    expect((await scansOf(device)).every(({ state }) => state === 'admitted')).toBe(true);
  });

  test('when the lane is started again after its answer was lost: the scan is there once', async () => {
    await gateway.capture(truckScan(randomBytes(5000)));
    agency.cable.loseNextAnswer();
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    await gateway.close();
    await openLane();
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    expect(await scansOf(device)).toHaveLength(1);
  });

  test('after kill -9 at any moment: every scan is there once, acknowledged, and the spool is empty', async () => {
    await gateway.close();
    const captured = new Map<number, string>();
    for (const afterMs of [0, 150])
      for (const [seq, scan] of await runAndKill(UPLOADING, [folder], afterMs)) captured.set(seq, scan);
    await openLane();
    gateway.startUploading();
    expect(await gateway.settled(SOON_MS)).toBe(true);
    const kept = await scansOf(device);
    expect(kept.map(({ deviceSeq }) => deviceSeq)).toEqual(kept.map((_, index) => index + 1));
    expect(kept.every(({ state }) => state === 'admitted')).toBe(true);
    for (const [seq, scan] of captured) expect(kept[seq - 1]?.scan).toBe(scan);
    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
  });
});

describe('a scan stays in the spool, and the lane says why', () => {
  test('while the server cannot be reached', async () => {
    agency.cable.setDown(true);
    const { files } = await gateway.capture(truckScan(randomBytes(100)));
    gateway.startUploading();
    await until(() => told('waiting').length > 2);
    expect(gateway.status().trouble).toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(files.every(existsSync)).toBe(true);
    agency.cable.setDown(false);
    expect(await gateway.settled(SOON_MS)).toBe(true);
  });

  test('when its certificate is no longer enrolled', async () => {
    await agency.revoke(device);
    const { files } = await gateway.capture(truckScan(randomBytes(100)));
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    const { trouble, spooled } = gateway.status();
    expect(trouble).toMatchObject({ code: 'CERTIFICATE_NOT_ENROLLED' });
    expect(spooled).toBe(1);
    // A refusal that only a person can lift is not asked about in a tight loop: the longest wait at once.
    expect((trouble?.nextTryAt ?? 0) - (trouble?.since ?? 0)).toBeGreaterThanOrEqual(200);
    expect(files.every(existsSync)).toBe(true);
  });

  test.each([
    ['is busy', { openScans: 0 }, 'BUSY', 2000],
    ['has no room for what it refuses', { quarantineScans: 0 }, 'QUOTA_EXCEEDED', 60_000],
  ] as const)('when the server %s, for as long as it asks', async (_, limits, code, leastMs) => {
    const busy = await startTestAgency(limits);
    const lane = await newFolder();
    await enroll({ server: busy.url, code: await busy.codeFor('xr-1'), folder: lane });
    await gateway.close();
    gateway = await openGateway({ folder: lane, onEvent: (event) => events.push(event) });
    const { files } = await gateway.capture(truckScan(randomBytes(100)));
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    const { trouble } = gateway.status();
    expect(trouble?.code).toBe(code);
    expect((trouble?.nextTryAt ?? 0) - (trouble?.since ?? 0)).toBeGreaterThanOrEqual(leastMs);
    expect(files.every(existsSync)).toBe(true);
    await gateway.close();
    await busy.close();
  });

  test('when another agency answers at the address', async () => {
    const other = await startTestAgency();
    await gateway.close();
    await openLane({ server: other.url });
    const { files } = await gateway.capture(truckScan(randomBytes(100)));
    gateway.startUploading();
    await until(() => told('waiting').length > 0);
    expect(gateway.status().trouble).toMatchObject({ code: 'SERVER_UNTRUSTED' });
    expect(files.every(existsSync)).toBe(true);
    expect(await other.scans()).toEqual([]);
    await gateway.close();
    await other.close();
  });
});

function flipByte(path: string, at: number): Promise<void> {
  return open(path, 'r+').then(async (file) => {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at);
    await file.close();
  });
}
