import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import { CHUNK_SIZE } from '@garita/trust';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observe, type ScanOptions, type WorldDevice, type WorldScan } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { Refusal } from '../http/refusal.ts';
import type { AdmittedScan, JudgedScan } from '../ports/admitted-scan.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import { checkObject } from './check-objects.ts';
import { DEFAULT_LIMITS, Intake, type IntakeLimits } from './intake.ts';
import { judgeScan, type TrustedNow } from './judge-scan.ts';
import { KeyedLock } from './keyed-lock.ts';
import { type ScanTables, scanMigrations } from './scan-table.ts';

let house: TestHouse;
let blobs: BlobStore;
const admitted: AdmittedScan[] = [];
const quarantined: JudgedScan[] = [];
/** The trust list in force, and what else happens while a scan is being judged. */
let inForce: TrustedNow;
let meanwhile = async (_moment: 'checking' | 'logging') => {};

beforeAll(async () => {
  house = await openTestHouse(scanMigrations);
  const archive = join(house.dir, 'archive');
  await mkdir(archive, { recursive: true });
  blobs = await openDiskBlobStore(archive);
  inForce = { list: house.world.trustList, hash: sha256(house.world.trustListBytes), mark: 'first' };
});
afterAll(() => house.close());

function openIntake(limits: Partial<IntakeLimits> = {}, refuseWhenFull = () => {}): Intake {
  const { world, clock, database, log } = house;
  const devices = new KeyedLock();
  return new Intake({
    database,
    blobs,
    clock,
    limits: { ...DEFAULT_LIMITS, ...limits },
    refuseWhenFull,
    judge: (presented) =>
      judgeScan(presented, {
        crypto: trustCrypto,
        clock,
        database,
        log: {
          ...log,
          append: async (...given) => {
            await meanwhile('logging');
            return log.append(...given);
          },
        },
        devices,
        descriptor: () => world.descriptor,
        trustList: async () => inForce,
        trustMark: async () => inForce.mark,
        checkObject: async (object) => {
          const checked = await checkObject(blobs, object);
          await meanwhile('checking');
          return checked;
        },
        admittedAlso: async (_tx, scan) => {
          admitted.push(scan);
        },
        quarantinedAlso: async (_tx, scan) => {
          quarantined.push(scan);
        },
      }),
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function* inPieces(bytes: Uint8Array, size = 65_536) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** The next scan of xr-1, of files that claim to be nothing in particular. */
function scanOf(
  files: readonly Uint8Array[] = [randomBytes(1000)],
  mediaType = 'application/octet-stream',
  more: Omit<ScanOptions, 'files'> = {},
) {
  const objects = files.map((file, index) => {
    const { sha256, size, chunkRoot } = observe(file);
    return {
      role: 'image',
      mediaType,
      name: `file-${index}.bin`,
      size,
      sha256,
      chunkSize: CHUNK_SIZE,
      chunkRoot,
    } as const;
  });
  return house.world.scan({ ...more, files, change: { objects, ...more.change } });
}

/** Sends a whole scan the way a lane does, each object at once; what differs is said. */
async function send(intake: Intake, scan: WorldScan, options: { sender?: string; files?: readonly Uint8Array[] } = {}) {
  const sender = options.sender ?? scan.statement.device;
  const name = sha256(scan.bytes);
  let state = await intake.open(name, scan.bytes, sender);
  for (const [index, file] of (options.files ?? scan.files).entries()) {
    if (state.state !== 'receiving') break;
    const progress = await intake.take(name, index, sender, { offset: 0, complete: true, body: inPieces(file) });
    state = { ...state, ...progress };
  }
  return { name, state: state.state, codes: (state.reasons ?? []).map((reason) => reason.code) };
}

async function kept(name: string) {
  return house.database
    .tables<ScanTables>()
    .selectFrom('scans')
    .selectAll()
    .where('scan', '=', name)
    .executeTakeFirst();
}

describe('a scan comes in', () => {
  test('and is admitted, archived under its hash, logged, and handed on in the same transaction', async () => {
    const scan = await scanOf([randomBytes(100_000), randomBytes(20)]);
    const { name, state } = await send(openIntake(), scan);
    expect(state).toBe('admitted');
    expect(await blobs.size(sha256(scan.files[0] ?? new Uint8Array()))).toBe(100_000);
    expect(admitted.at(-1)).toMatchObject({ scan: name, configurationStatus: 'approved' });
    const row = await kept(name);
    expect((await house.log.opening(row?.leaf_hash ?? ''))?.kind).toBe('scan-admitted');
  });

  test('twice, and is there once, with the same answer', async () => {
    const intake = openIntake();
    const scan = await scanOf();
    expect((await send(intake, scan)).state).toBe('admitted');
    const before = house.log.state().size;
    expect((await send(intake, scan)).state).toBe('admitted');
    expect(house.log.state().size).toBe(before);
  });

  test('in two halves, with the server restarted in between: it goes on at the offset that was kept', async () => {
    const scan = await scanOf([randomBytes(300_000)]);
    const file = scan.files[0] ?? new Uint8Array();
    const name = sha256(scan.bytes);
    const first = openIntake();
    await first.open(name, scan.bytes, 'xr-1');
    await first.take(name, 0, 'xr-1', { offset: 0, complete: false, body: inPieces(file.subarray(0, 200_000)) });
    await first.close();
    const second = openIntake();
    const { objects } = await second.open(name, scan.bytes, 'xr-1');
    expect(objects).toEqual([{ index: 0, offset: 200_000, complete: false }]);
    const end = { offset: 200_000, complete: true, body: inPieces(file.subarray(200_000)) };
    expect(await second.take(name, 0, 'xr-1', end)).toMatchObject({ state: 'admitted' });
  });

  test('over a connection that breaks: what arrived is kept', async () => {
    const scan = await scanOf([randomBytes(200_000)]);
    const name = sha256(scan.bytes);
    const intake = openIntake();
    await intake.open(name, scan.bytes, 'xr-1');
    async function* breaking() {
      yield scan.files[0]?.subarray(0, 150_000) ?? new Uint8Array();
      throw new Error('aborted');
    }
    await expect(intake.take(name, 0, 'xr-1', { offset: 0, complete: true, body: breaking() })).rejects.toThrow(
      'aborted',
    );
    expect(await intake.offset(name, 0, 'xr-1')).toEqual({ offset: 150_000, complete: false });
    const rest = scan.files[0]?.subarray(150_000) ?? new Uint8Array();
    const answer = await intake.take(name, 0, 'xr-1', { offset: 150_000, complete: true, body: inPieces(rest) });
    expect(answer.state).toBe('admitted');
  });
});

describe('a device that was enrolled anew', () => {
  test('has a new key, and begins a new chain with it', async () => {
    const intake = openIntake();
    expect((await send(intake, await scanOf())).state).toBe('admitted');
    const firstOf = (device: WorldDevice) =>
      scanOf(undefined, undefined, { device, change: { deviceSeq: 1, prevStatementHash: null } });
    const anew = await house.world.enroll('xr-2');
    const own = await firstOf(anew);
    expect((await send(intake, own, { sender: 'xr-2' })).state).toBe('admitted');
    const again = await house.world.enroll('xr-2');
    const first = await firstOf(again);
    expect((await send(intake, first, { sender: 'xr-2' })).state).toBe('admitted');
    const replayed = await firstOf(again);
    expect((await send(intake, replayed, { sender: 'xr-2' })).codes).toEqual(['SEQUENCE_REPLAYED']);
  });
});

describe('a scan is quarantined, kept whole and logged', () => {
  test('when any byte of its file was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4999), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const scan = await scanOf([randomBytes(5000)]);
        const altered = Uint8Array.from(scan.files[0] ?? []);
        altered[at] = (altered[at] ?? 0) ^ change;
        const { name, state, codes } = await send(openIntake(), scan, { files: [altered] });
        expect(state).toBe('quarantined');
        expect(codes).toContain('OBJECT_HASH_MISMATCH');
        expect(await blobs.size(sha256(altered))).toBe(5000);
        expect((await house.log.opening((await kept(name))?.leaf_hash ?? ''))?.kind).toBe('scan-quarantined');
      }),
      { numRuns: 15 },
    );
  });

  test('when its files were swapped, cut short, or have more bytes than stated', async () => {
    const pair = await scanOf([randomBytes(900), randomBytes(900)]);
    const swapped = await send(openIntake(), pair, { files: [...pair.files].reverse() });
    expect(swapped.codes.toSorted()).toEqual([
      'OBJECT_CHUNK_ROOT_MISMATCH',
      'OBJECT_CHUNK_ROOT_MISMATCH',
      'OBJECT_HASH_MISMATCH',
      'OBJECT_HASH_MISMATCH',
    ]);
    for (const change of [
      (file: Uint8Array) => file.subarray(1),
      (file: Uint8Array) => Buffer.concat([file, randomBytes(1)]),
    ]) {
      const scan = await scanOf([randomBytes(900)]);
      const { codes } = await send(openIntake(), scan, { files: scan.files.map(change) });
      expect(codes).toContain('OBJECT_SIZE_MISMATCH');
    }
  });

  test('when its configuration was suspended while it was being judged', async () => {
    const before = inForce;
    const [configuration, ...others] = house.world.trustListPayload.configurations;
    if (!configuration) throw new Error('the world lists no configuration');
    const { list, bytes } = await house.world.trustListWith({
      version: 2,
      previous: house.world.trustList.hash,
      configurations: [{ ...configuration, status: 'suspended' }, ...others],
    });
    // Once before the verdict, and once between the verdict and the log entry.
    for (const moment of ['checking', 'logging'] as const) {
      meanwhile = async (now) => {
        if (now === moment) inForce = { list, hash: sha256(bytes), mark: moment };
      };
      const { codes, name } = await send(openIntake(), await scanOf());
      inForce = before;
      meanwhile = async () => {};
      expect(codes).toContain('CONFIGURATION_SUSPENDED');
      expect(await kept(name)).toMatchObject({ state: 'quarantined', trust_list: sha256(bytes) });
    }
  });

  test('when its statement is noise, or too large to be one', async () => {
    const intake = openIntake();
    for (const [noise, code] of [
      [randomBytes(300), 'STATEMENT_MALFORMED'],
      [randomBytes(9000), 'STATEMENT_TOO_LARGE'],
    ] as const) {
      const name = sha256(noise);
      const { state, reasons } = await intake.open(name, noise, 'xr-1');
      expect([state, reasons?.[0]?.code]).toEqual(['quarantined', code]);
      expect(Buffer.from((await kept(name))?.statement ?? []).equals(noise)).toBe(true);
    }
  });

  test('when it says DICOS and is not', async () => {
    const lying = await scanOf([randomBytes(2000)], 'application/dicos');
    expect((await send(openIntake(), lying)).codes).toContain('OBJECT_STRUCTURE');
  });

  test('and does not stop the scans that come after it', async () => {
    const intake = openIntake();
    const bad = await scanOf([randomBytes(50)]);
    expect((await send(intake, bad, { files: [randomBytes(50)] })).state).toBe('quarantined');
    expect((await send(intake, await scanOf())).state).toBe('admitted');
  });
});

describe('a scan that another device signed is refused at the gate', () => {
  const refused = { status: 403, code: 'SENDER_MISMATCH' };

  test('so that its own device can still bring it', async () => {
    const intake = openIntake();
    const scan = await scanOf();
    await expect(send(intake, scan, { sender: 'xr-2' })).rejects.toMatchObject(refused);
    expect((await send(intake, scan)).state).toBe('admitted');
  });

  test('and what became of it is not told to another one', async () => {
    const intake = openIntake();
    const scan = await scanOf();
    const { name } = await send(intake, scan);
    await expect(intake.open(name, scan.bytes, 'xr-2')).rejects.toMatchObject(refused);
    await expect(intake.offset(name, 0, 'xr-2')).rejects.toMatchObject(refused);
    const part = { offset: 1000, complete: true, body: inPieces(new Uint8Array()) };
    await expect(intake.take(name, 0, 'xr-2', part)).rejects.toMatchObject(refused);
  });
});

test('an upload that is asked about twice while its part is read back is hashed once', async () => {
  const scan = await scanOf([randomBytes(3_000_000)]);
  const name = sha256(scan.bytes);
  const file = scan.files[0] as Uint8Array;
  const before = openIntake();
  await before.open(name, scan.bytes, 'xr-1');
  const half = { offset: 0, complete: false, body: inPieces(file.subarray(0, 2_000_000)) };
  await before.take(name, 0, 'xr-1', half);
  await before.close();
  const intake = openIntake();
  await intake.open(name, scan.bytes, 'xr-1').catch(() => undefined);
  await intake.close();
  const after = openIntake();
  const asked = [after.open(name, scan.bytes, 'xr-1'), after.open(name, scan.bytes, 'xr-1')];
  expect((await Promise.all(asked)).map(({ objects }) => objects[0]?.offset)).toEqual([2_000_000, 2_000_000]);
  const rest = { offset: 2_000_000, complete: true, body: inPieces(file.subarray(2_000_000)) };
  expect(await after.take(name, 0, 'xr-1', rest)).toMatchObject({ state: 'admitted' });
});

describe('an upload is refused', () => {
  test('at another offset than the server has, and says which it has', async () => {
    const scan = await scanOf([randomBytes(5000)]);
    const name = sha256(scan.bytes);
    const intake = openIntake();
    await intake.open(name, scan.bytes, 'xr-1');
    const wrong = intake.take(name, 0, 'xr-1', { offset: 17, complete: true, body: inPieces(randomBytes(10)) });
    await expect(wrong).rejects.toMatchObject({
      status: 409,
      code: 'UPLOAD_OFFSET_WRONG',
      headers: { 'upload-offset': '0' },
    });
    expect((await send(intake, scan)).state).toBe('admitted');
  });

  test('while another request is writing the same object', async () => {
    const scan = await scanOf([randomBytes(5000)]);
    const name = sha256(scan.bytes);
    const intake = openIntake();
    await intake.open(name, scan.bytes, 'xr-1');
    const { promise: more, resolve: send } = Promise.withResolvers<void>();
    async function* slow() {
      yield scan.files[0]?.subarray(0, 100) ?? new Uint8Array();
      await more;
      yield scan.files[0]?.subarray(100) ?? new Uint8Array();
    }
    const writing = intake.take(name, 0, 'xr-1', { offset: 0, complete: true, body: slow() });
    await expect(
      intake.take(name, 0, 'xr-1', { offset: 0, complete: true, body: inPieces(scan.files[0] ?? new Uint8Array()) }),
    ).rejects.toMatchObject({ status: 423 });
    send();
    expect((await writing).state).toBe('admitted');
  });

  test('when the disk gets full in the middle of it, and goes on from there when there is room', async () => {
    let batches = 0;
    const intake = openIntake({}, () => {
      if (++batches === 2) throw new Refusal(507, 'DISK_FULL', 'nothing is free');
    });
    const scan = await scanOf([randomBytes(3_000_000)]);
    const name = sha256(scan.bytes);
    const file = scan.files[0] as Uint8Array;
    await intake.open(name, scan.bytes, 'xr-1');
    const part = (offset: number) => ({ offset, complete: true, body: inPieces(file.subarray(offset)) });
    await expect(intake.take(name, 0, 'xr-1', part(0))).rejects.toMatchObject({ status: 507, code: 'DISK_FULL' });
    const { offset } = await intake.offset(name, 0, 'xr-1');
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(file.length);
    expect(await intake.take(name, 0, 'xr-1', part(offset))).toMatchObject({ state: 'admitted' });
  });

  test('beyond the largest object there may be', async () => {
    const scan = await scanOf([randomBytes(5000)]);
    const name = sha256(scan.bytes);
    const intake = openIntake({ objectBytes: 1000 });
    await intake.open(name, scan.bytes, 'xr-1');
    const tooMuch = intake.take(name, 0, 'xr-1', {
      offset: 0,
      complete: true,
      body: inPieces(scan.files[0] ?? new Uint8Array(), 500),
    });
    await expect(tooMuch).rejects.toMatchObject({ status: 413 });
    await intake.close();
  });

  test('when the sender has filled its quarantine, before anything more is read', async () => {
    const intake = openIntake({ quarantineScans: 1 });
    const scan = await scanOf();
    await expect(intake.open(sha256(scan.bytes), scan.bytes, 'xr-1')).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });
});
