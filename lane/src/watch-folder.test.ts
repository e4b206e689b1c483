import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStatement } from '@garita/trust';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../testdata/world.ts';
import { type Gateway, openGateway } from './gateway.ts';
import type { GatewayEvent } from './gateway-events.ts';
import { enrolledFolder, judgeSpool } from './lane.fixture.ts';
import { readLane } from './read-lane.ts';
import { watchFolder } from './watch-folder.ts';

let world: World;
let folder: string;
let inbox: string;
let gateway: Gateway;
let stop: AbortController;
let watching: Promise<void>;
let events: GatewayEvent[];
beforeAll(async () => {
  world = await makeWorld();
});

const SETTLE_MS = 120;
const watch = () => {
  stop = new AbortController();
  const defaults = { ooi: { kind: 'truck', ids: [] }, direction: 'northbound' } as const;
  const tell = (event: GatewayEvent) => events.push(event);
  watching = watchFolder(gateway, { inbox, defaults, settleMs: SETTLE_MS, everyMs: 20, signal: stop.signal, tell });
};
beforeEach(async () => {
  folder = await enrolledFolder(world);
  inbox = join(folder, 'inbox');
  await mkdir(inbox);
  events = [];
  gateway = await openGateway({ folder, now: () => world.at });
  watch();
});
afterEach(async () => {
  stop.abort();
  await watching;
  await gateway.close();
});

const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 10_000) throw new Error(`waited for ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const isDone = (name: string) => () => existsSync(join(inbox, 'done', name));
const isFailed = (name: string) => () => existsSync(join(inbox, 'failed', `${name}.reason.txt`));
const statements = () => gateway.scans(1, 100).map(({ statement }) => readStatement(statement));
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');

describe('the inbox', () => {
  test('makes one scan of a file, by what it is and not by its name', async () => {
    await writeFile(join(inbox, 'camera.dcs'), JPEG);
    await until(isDone('camera.dcs'));
    expect(statements()).toMatchObject([
      {
        ...{ ooi: { kind: 'truck', ids: [] }, direction: 'northbound' },
        objects: [{ name: 'camera.dcs', mediaType: 'image/jpeg', role: 'photo', size: JPEG.length }],
      },
    ]);
    expect((await judgeSpool(world, folder, gateway))[0]?.outcome).toBe('admitted');
  });

  test('makes one scan of a folder, as its scan.json says', async () => {
    const scan = join(inbox, 'truck-17');
    await mkdir(scan);
    await writeFile(join(scan, 'b.jpg'), JPEG);
    await writeFile(join(scan, 'a.n42'), '<?xml version="1.0"?><RadInstrumentData xmlns="x"/>');
    const said = {
      ooi: { kind: 'container', ids: [{ type: 'container', value: 'MSCU1234567' }] },
      direction: 'southbound',
      capturedAt: new Date(world.at - 60_000).toISOString(),
      objects: { 'b.jpg': { role: 'plate' } },
    };
    await writeFile(join(scan, 'scan.json'), JSON.stringify(said));
    await until(isDone('truck-17'));
    expect(statements()).toMatchObject([
      {
        ...{ ooi: said.ooi, direction: 'southbound', capturedAt: world.at - 60_000 },
        objects: [
          { name: 'a.n42', mediaType: 'application/n42+xml', role: 'spectrum' },
          { name: 'b.jpg', mediaType: 'image/jpeg', role: 'plate' },
        ],
      },
    ]);
  });

  test('waits while a file still grows, and never takes half of it', async () => {
    const path = join(inbox, 'growing.bin');
    for (let part = 0; part < 12; part++) {
      await appendFile(path, 'x'.repeat(1000));
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS / 3));
    }
    await until(isDone('growing.bin'));
    expect(statements().map(({ objects }) => objects[0]?.size)).toEqual([12_000]);
  });

  test('takes what is marked ready at once, and leaves alone what is still being written', async () => {
    stop.abort();
    await watching;
    const scan = join(inbox, 'bag-1');
    await mkdir(scan);
    await writeFile(join(scan, 'view.bin'), 'view');
    await writeFile(join(scan, '.ready'), '');
    await writeFile(join(inbox, 'one.bin'), 'one');
    await writeFile(join(inbox, 'one.bin.ready'), '');
    for (const name of ['later.part', 'later.tmp', '.hidden']) await writeFile(join(inbox, name), 'half');
    stop = new AbortController();
    const defaults = { ooi: { kind: 'bag', ids: [] }, direction: 'unknown' } as const;
    watching = watchFolder(gateway, { inbox, defaults, settleMs: 3_600_000, everyMs: 20, signal: stop.signal });
    await until(() => isDone('bag-1')() && isDone('one.bin')());
    expect(statements().map(({ objects }) => objects.map(({ name }) => name))).toEqual([['view.bin'], ['one.bin']]);
    expect(readdirSync(inbox).sort()).toEqual(['.hidden', 'done', 'failed', 'later.part', 'later.tmp']);
  });

  test('captures the same files once, also when the gateway died before it moved them', async () => {
    await writeFile(join(inbox, 'once.bin'), 'once');
    await until(isDone('once.bin'));
    stop.abort();
    await watching;
    // As after a crash between the capture and the move: the same file, still in the inbox.
    await rename(join(inbox, 'done', 'once.bin'), join(inbox, 'once.bin'));
    watch();
    await until(isDone('once.bin'));
    expect(statements()).toHaveLength(1);
  });

  test('keeps two scans of one name apart', async () => {
    for (const text of ['first', 'second']) {
      await writeFile(join(inbox, 'scan.bin'), text);
      await until(() => !existsSync(join(inbox, 'scan.bin')));
    }
    expect(readdirSync(join(inbox, 'done')).sort()).toEqual(['scan.bin', 'scan.bin.2']);
    expect(readFileSync(join(inbox, 'done', 'scan.bin'), 'utf8')).toBe('first');
    expect(statements()).toHaveLength(2);
  });
});

describe('what can be no scan is moved aside with its reason', () => {
  const many = Array.from({ length: 25 }, (_, index) => `${index}.bin`);
  const put = async (name: string, files: Readonly<Record<string, string>>) => {
    const staging = join(folder, 'staging');
    await mkdir(staging, { recursive: true });
    for (const [file, text] of Object.entries(files)) await writeFile(join(staging, file), text);
    await rename(staging, join(inbox, name));
  };

  test.each([
    ['a folder without files', {}, 'SCAN_EMPTY'],
    ['a folder with too many', Object.fromEntries(many.map((name) => [name, 'x'])), 'SCAN_TOO_MANY_OBJECTS'],
    ['a scan.json that is no JSON', { 'a.bin': 'a', 'scan.json': '{' }, 'SCAN_SIDECAR_INVALID'],
    ['a scan.json with an unknown word', { 'a.bin': 'a', 'scan.json': '{"colour":"red"}' }, 'SCAN_SIDECAR_INVALID'],
    [
      'a scan.json about a file that is not there',
      { 'a.bin': 'a', 'scan.json': '{"objects":{"b.bin":{}}}' },
      'SCAN_SIDECAR_INVALID',
    ],
    ['a name no statement may carry', { 'a\u202eb.bin': 'a' }, 'SCAN_SIDECAR_INVALID'],
  ] as const)('%s', async (_, files, code) => {
    await put('odd', files);
    await until(isFailed('odd'));
    expect(readFileSync(join(inbox, 'failed', 'odd.reason.txt'), 'utf8')).toMatch(new RegExp(`^${code}: .`));
    // It is told once it lies there.
    await until(() => events.length > 0);
    expect(events).toMatchObject([{ event: 'rejected', name: 'odd', code }]);
    expect(gateway.status().lastSeq).toBe(0);
    await writeFile(join(inbox, 'good.bin'), 'good');
    await until(isDone('good.bin'));
    expect(readdirSync(join(folder, 'spool'))).toEqual(['1']);
  });

  test('a link, which could make the gateway sign what its writer may not read', async () => {
    await symlink(join(folder, 'identity', 'device.key'), join(inbox, 'link.bin'));
    await until(isFailed('link.bin'));
    expect(gateway.status().lastSeq).toBe(0);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await writeFile(join(inbox, 'locked.bin'), 'x');
    await chmod(join(inbox, 'locked.bin'), 0o000);
    await until(isFailed('locked.bin'));
    expect(readFileSync(join(inbox, 'failed', 'locked.bin.reason.txt'), 'utf8')).toMatch(/^FILE_NOT_READABLE/);
  });
});

test('a running gateway can be looked at from outside, and stops cleanly when asked', async () => {
  await gateway.close();
  const program = `
    import { runGateway } from ${JSON.stringify(new URL('./run-gateway.ts', import.meta.url).href)};
    const stop = new AbortController();
    process.on('SIGTERM', () => stop.abort());
    await runGateway({ folder: ${JSON.stringify(folder)}, settleMs: 50, signal: stop.signal, onReady: () => console.log('up') });
  `;
  stop.abort();
  await watching;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await writeFile(join(inbox, 'a.bin'), 'a');
  await until(isDone('a.bin'));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect(await readLane(folder, { last: 5 })).toMatchObject({
    ...{ running: true, pid: child.pid, lastSeq: 1, spooled: 1, device: 'xr-1' },
    trouble: { code: 'SERVER_UNREACHABLE' },
    scans: [{ seq: 1, state: 'spooled' }],
  });
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(await readLane(folder, { last: 5 })).toMatchObject({ running: false, spooled: 1 });
  gateway = await openGateway({ folder });
});
