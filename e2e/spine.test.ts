import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alarmList, deviceList, logEntryList, rates, type ScanBody, siteFlowList, status } from '@garita/api';
import { readBundle, verifyBundle } from '@garita/exchange';
import { type Gateway, kindOfFile } from '@garita/lane';
import { ChunkHasher, hasher, trustCrypto, verifyEd25519 } from '@garita/node-crypto';
import { readAgencyFolder } from '@garita/server';
import { openCheckpoint, parseVerifierKey } from '@garita/transparency-log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type DemoAgency, demoPaths } from '../demo/src/create-demo.ts';
import { SAMPLE_APPROVALS } from '../demo/src/equipment/sample-equipment.ts';
import { syntheticScan } from '../demo/src/synthetic-scan.ts';
import { type Border, openBorder, until } from './border.fixture.ts';

const AGENCIES = ['mx', 'us'] as const;

let border: Border;
beforeAll(async () => {
  border = await openBorder('spine', 21_480);
});
afterAll(() => border.close());

const truck = { kind: 'truck', ids: [{ type: 'plate', value: 'TEST-001' }] } as const;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const octets = (bytes: Uint8Array) => ({
  role: 'image',
  mediaType: 'application/octet-stream',
  name: 'scan.bin',
  source: bytes,
});

/** What lies in an agency's archive under a hash, read from its disk. */
function archived(agency: DemoAgency, hash: string): Buffer {
  const folder = demoPaths(border.folder).agency(agency);
  return readFileSync(join(folder, 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4), hash));
}

/** In the words of the decision by which the sample's refused configuration was refused. */
function refusedNotice() {
  const { end } = SAMPLE_APPROVALS.mx['cfg-container-portal-x'] ?? {};
  if (end?.state !== 'refused') throw new Error('the sample refuses a configuration');
  return [{ code: end.reason, es: end.es, en: end.en }];
}

function receipted(scan: string, item: 'scan' | 'decision' = 'scan', timeoutMs = 20_000) {
  return until(
    `a receipt of the ${item}`,
    async () => {
      const share = (await border.shares()).find((one) => one.scan === scan && one.item === item);
      return share?.state === 'receipted' ? share : undefined;
    },
    timeoutMs,
  );
}

describe('a scan of several objects', () => {
  let lane: Gateway;
  let scan: string;
  let files: readonly Uint8Array[];

  beforeAll(async () => {
    lane = await border.lane('xr-nld-01');
    const capturedAt = Date.now();
    const passage = syntheticScan('truck', 7, { capturedAt, device: 'xr-nld-01', serial: 'SAMPLE-0001' });
    files = [...passage.objects.map(({ bytes }) => bytes), randomBytes(9 * 2 ** 20)];
    const objects = passage.objects.map(({ role, mediaType, fileName: name, bytes: source }) => ({
      ...{ role, mediaType, name, source },
    }));
    const last = octets(files.at(-1) ?? new Uint8Array());
    const captured = await lane.capture({
      ooi: truck,
      direction: 'northbound',
      capturedAt,
      objects: [...objects, last],
    });
    scan = captured.scan;
    expect(await lane.settled(20_000)).toBe(true);
    await receipted(scan);
    await border.decide(scan, 'refer');
    await receipted(scan, 'decision');
  });
  afterAll(() => lane.close());

  test('is admitted and logged, and the lane let go of its copy when it had the proof', async () => {
    const body = await border.api.mx.get<ScanBody>(`/api/v1/scans/${scan}`);
    expect(body).toMatchObject({ state: 'admitted', reasons: [], device: 'xr-nld-01', deviceSeq: 1 });
    expect(body.objects.map((object) => object.sha256)).toEqual(files.map(sha256));
    expect(
      body.objects.flatMap(({ findings = [] }) => findings.filter(({ severity }) => severity === 'error')),
    ).toEqual([]);
    expect(lane.scans(1, 10)).toMatchObject([{ scan, state: 'acknowledged', verdict: 'admitted' }]);
    expect(readdirSync(join(border.laneFolder('xr-nld-01'), 'spool'))).toEqual([]);
  });

  test('lies at the partner byte for byte, verified by the partner', async () => {
    const [decision, received] = await border.received();
    expect(received).toMatchObject({ scan, item: 'scan', state: 'verified', sender: 'mx', reasons: [] });
    expect(decision).toMatchObject({ scan, item: 'decision', state: 'verified' });
    for (const file of files) expect(archived('us', sha256(file)).equals(Buffer.from(file))).toBe(true);
  });

  test('is decided by an analyst whose key no server holds, and the decision is shared too', async () => {
    expect(await border.api.mx.get(`/api/v1/inspections/${scan}`)).toMatchObject({ state: 'decided' });
    const shares = await border.shares();
    expect(shares.map(({ item, state }) => [item, state])).toEqual([
      ['decision', 'receipted'],
      ['scan', 'receipted'],
    ]);
  });

  test('is proven by the bundle that either side exports, to somebody who trusts two roots', async () => {
    const exported = await Promise.all(
      AGENCIES.map(async (agency) => {
        const pieces: Uint8Array[] = [];
        for await (const piece of await border.api[agency].stream(`/api/v1/scans/${scan}/bundle`)) pieces.push(piece);
        return Buffer.concat(pieces);
      }),
    );
    const folders = await Promise.all(
      AGENCIES.map((agency) => readAgencyFolder(demoPaths(border.folder).agency(agency))),
    );
    const roots = folders.map(({ root }) => root);
    const crypto = { ...trustCrypto, hashObject: () => new ChunkHasher() };
    for (const bundle of exported)
      expect(await verifyBundle(crypto, readBundle(inPieces(bundle)), roots, Date.now())).toMatchObject({
        verified: true,
        problems: [],
      });
    // The same but for the head that each one's proofs (and so its list of members) are under.
    const [mx, us] = await Promise.all(exported.map(membersOf));
    expect(mx?.size).toBe(20);
    expect(mx).toEqual(us);
  });

  test.each(AGENCIES)('is under a head of the log of %s with both agencies’ signatures', async (agency) => {
    const folder = demoPaths(border.folder);
    const own = await readAgencyFolder(folder.agency(agency));
    const other = await readAgencyFolder(folder.agency(agency === 'mx' ? 'us' : 'mx'));
    const { log } = await border.status(agency);
    const witness = parseVerifierKey(hasher, other.descriptor.witness);
    const cosigned = await until('a cosigned head', async () => {
      const response = await fetch(`http://127.0.0.1:${border.ports[agency].people}/log/checkpoint`);
      const head = await openCheckpoint(await response.text(), {
        verify: verifyEd25519,
        hasher,
        log: parseVerifierKey(hasher, log.vkey),
        witnesses: [witness],
      });
      return head.cosignatures.length > 0 && head;
    });
    expect(cosigned.checkpoint).toMatchObject({ origin: own.log.key.name, size: log.size });
    expect(cosigned.cosignatures).toMatchObject([{ witness: witness.name }]);
  });
});

test('while the partner is away scans go on being admitted, and it has them all when it is back', async () => {
  const lane = await border.lane('xr-zlo-01');
  await border.servers.us.stop();
  const files = Array.from({ length: 12 }, (_, nth) => randomBytes(1000 * nth + 1));
  const scans: string[] = [];
  for (const file of files)
    scans.push((await lane.capture({ ooi: truck, direction: 'inbound', objects: [octets(file)] })).scan);
  expect(await lane.settled(10_000)).toBe(true);
  expect(lane.status()).toMatchObject({ admitted: 12, quarantined: 0, spooled: 0 });
  await border.servers.us.start();
  for (const scan of scans) await receipted(scan);
  for (const file of files) expect(archived('us', sha256(file)).equals(file)).toBe(true);
  await lane.close();
});

describe('quarantine, with the reasons for it', () => {
  test('holds a scan of a configuration that the signed list refuses, in the words of that list', async () => {
    const lane = await border.lane('xr-zlo-09');
    const file = randomBytes(5000);
    const { scan } = await lane.capture({ ooi: truck, direction: 'inbound', objects: [octets(file)] });
    expect(await lane.settled(10_000)).toBe(true);
    const notice = refusedNotice();
    const body = await border.api.mx.get<ScanBody>(`/api/v1/scans/${scan}`);
    expect(body).toMatchObject({ state: 'quarantined', reasons: [{ code: 'CONFIGURATION_REFUSED', notice }] });
    expect(archived('mx', sha256(file)).equals(file)).toBe(true);
    expect((await border.shares()).filter((share) => share.scan === scan)).toEqual([]);
    await lane.close();
  });

  test('holds a scan whose spooled file was changed after capture, and the next scan is admitted', async () => {
    const lane = await border.lane('ct-nlu-01');
    await lane.stopUploading();
    const capture = () => lane.capture({ ooi: truck, direction: 'inbound', objects: [octets(randomBytes(4000))] });
    const { scan, files } = await capture();
    const file = await open(files[0] ?? '', 'r+');
    await file.write(Buffer.from('changed'), 0, 7, 2000);
    await file.close();
    lane.startUploading();
    const next = await capture();
    expect(await lane.settled(10_000)).toBe(true);
    const body = await border.api.mx.get<ScanBody>(`/api/v1/scans/${scan}`);
    expect(body.state).toBe('quarantined');
    expect(body.reasons.map(({ code }) => code)).toEqual(['OBJECT_HASH_MISMATCH', 'OBJECT_CHUNK_ROOT_MISMATCH']);
    expect(
      archived('mx', body.objects[0]?.sha256 ?? '')
        .subarray(2000, 2007)
        .toString(),
    ).toBe('changed');
    expect(await border.api.mx.get(`/api/v1/scans/${next.scan}`)).toMatchObject({ state: 'admitted' });
    await lane.close();
  });
});

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../shared', import.meta.url));

describe('real files', () => {
  const files = existsSync(join(SHARED, 'data')) ? realFiles() : [];

  test('are admitted as they are, their findings listed, and lie at the partner byte for byte', async ({ skip }) => {
    if (files.length === 0) skip(`${SHARED}/data is not there`);
    const lane = await border.lane('import-01');
    const scans: { path: string; scan: string }[] = [];
    for (const path of files) {
      const { mediaType, role } = await kindOfFile(path);
      const object = { role, mediaType, name: basename(path), source: path };
      const ooi = { kind: 'other', ids: [] } as const;
      scans.push({ path, scan: (await lane.capture({ ooi, direction: 'unknown', objects: [object] })).scan });
    }
    expect(await lane.settled(20_000)).toBe(true);
    for (const { path, scan } of scans) {
      await receipted(scan);
      const body = await border.api.mx.get<ScanBody>(`/api/v1/scans/${scan}`);
      expect(body, path).toMatchObject({ state: 'admitted', reasons: [], objects: [{ name: basename(path) }] });
      expect(body.objects[0]?.findings, path).toBeInstanceOf(Array);
      const bytes = await readFile(path);
      expect(archived('us', sha256(bytes)).equals(bytes), path).toBe(true);
    }
    await lane.close();
  });

  // Toolkit files share their UIDs and leave attributes out: oddities are said and keep nothing out.
  function realFiles(): string[] {
    const dicos = readdirSync(join(SHARED, 'data', 'dicos'), { recursive: true, encoding: 'utf8' });
    const scans = dicos.filter((name) => name.endsWith('.dcs')).map((name) => join(SHARED, 'data', 'dicos', name));
    return [...scans.sort(), join(SHARED, 'data', 'n42', 'passthrough.n42')];
  }
});

describe('whoever supervises', () => {
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    schema.parse(await border.api.mx.get(`/api/v1${path}`)) as z.infer<Schema>;

  test('sees what flowed, in figures that agree with each other', async () => {
    const { minutes, ...whole } = await get('/flow/rates?minutes=30', rates);
    const { sites } = await get('/flow/sites', siteFlowList);
    const { steps } = await get('/status', status);
    const sum = (step: 'admitted' | 'quarantined' | 'receipted') =>
      minutes.reduce((total, minute) => total + minute[step], 0);
    for (const step of ['admitted', 'quarantined', 'receipted'] as const) expect(sum(step)).toBe(steps[step]);
    expect(whole.receiptP50).toBeGreaterThan(0);
    expect(whole.receiptP95).toBeGreaterThanOrEqual(whole.receiptP50 ?? 0);
    expect(whole.decisionP50).toBeGreaterThan(0);
    expect(sites.reduce((total, { admittedLastHour }) => total + admittedLastHour, 0)).toBe(steps.admitted);
    const lanes = sites.flatMap((site) => site.lanes);
    expect(lanes.find(({ lane }) => lane === 'nuevo-laredo-truck-1')).toMatchObject({
      ...{ device: 'xr-nld-01', planned: 'live', configuration: 'cfg-truck-portal-a', standing: 'approved' },
    });
    expect(lanes.find(({ lane }) => lane === 'manzanillo-container-9')).toMatchObject({ standing: 'refused' });
    expect(lanes.find(({ lane }) => lane === 'veracruz-container-1')).toMatchObject({ state: 'not-live' });
  });

  test('sees every device with its last statement, and why one of them is not believed', async () => {
    const { devices } = await get('/devices', deviceList);
    const [newest] = await border.scans('mx');
    const last = devices.find(({ device }) => device === newest?.device)?.last;
    expect(last).toMatchObject({ seq: newest?.deviceSeq, scan: newest?.scan, at: newest?.settledAt });
    const notice = refusedNotice();
    expect(devices.find(({ device }) => device === 'xr-zlo-09')).toMatchObject({
      standing: 'refused',
      revokedAt: null,
      reasons: [{ code: 'CONFIGURATION_REFUSED', notice }],
    });
  });

  test('reads in the log which scan each entry is about', async () => {
    const { entries, size } = await get('/log/entries?limit=500', logEntryList);
    expect(entries).toHaveLength(size);
    const [newest] = await border.scans('mx');
    const about = entries.filter(({ scan }) => scan === newest?.scan).map(({ kind }) => kind);
    expect(about.at(-1)).toMatch(/^scan-(admitted|quarantined)$/);
    expect(entries.filter(({ kind, scan }) => scan === null && kind !== 'received').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['descriptor', 'trust-list']),
    );
  });

  test('is told of nothing but the quarantine that these tests filled', async () => {
    const { alarms } = await get('/alarms', alarmList);
    expect(alarms.map(({ code }) => code).filter((code) => code !== 'QUARANTINE_RATE_HIGH')).toEqual([]);
  });
});

test('both folders are sound after all of this, and nothing went wrong unsaid', async () => {
  for (const agency of AGENCIES) expect(await border.problems(agency)).toEqual([]);
  for (const agency of AGENCIES) expect(border.servers[agency].messages).not.toMatch(/Error|at .*\.ts:\d+/);
});

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

async function membersOf(bundle: Uint8Array): Promise<Map<string, string>> {
  const members = new Map<string, string>();
  for await (const { name, content } of readBundle(inPieces(bundle))) {
    const hash = createHash('sha256');
    for await (const piece of content) hash.update(piece);
    const differs = name.endsWith('.tlog-proof') || name === 'manifest.cbor';
    members.set(name, differs ? '' : hash.digest('hex'));
  }
  return members;
}
