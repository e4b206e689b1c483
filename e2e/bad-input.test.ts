import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kept, ScanBody } from '@garita/api';
import { writeDicosBytes } from '@garita/dicos';
import { loadIdentity } from '@garita/lane';
import { generateP256 } from '@garita/node-crypto';
import { readAgencyFolder } from '@garita/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoAgency, demoPaths } from '../demo/src/create-demo.ts';
import { decide } from '../demo/src/equipment/officer.ts';
import { signEverything } from '../demo/src/equipment/sign-waiting.ts';
import { ctSample, dxSample } from '../packages/dicos/testing/instances.ts';
import { bytesOf, filePart, joined } from '../packages/dicos/testing/parts.ts';
import { refusedStatements } from '../testdata/refused-statements.ts';
import { makeWorld } from '../testdata/world.ts';
import { type Border, openBorder } from './border.fixture.ts';
import { PlainClient, type PlainIdentity, pem } from './plain-client.fixture.ts';
import { PlainLane } from './plain-lane.fixture.ts';

const MB = 1e6;
/** What one server may take above what it takes when nothing happens, bytes: far below what was sent to it. */
const MOST_MEMORY = 150 * MB;
/** A refusal costs next to nothing; this leaves room for a busy machine, ms. */
const AT_ONCE_MS = 2_000;

let border: Border;
const lanes: PlainLane[] = [];
beforeAll(async () => {
  border = await openBorder('bad-input', 22_480);
});
afterAll(async () => {
  for (const lane of lanes) lane.close();
  await border.close();
});

async function laneOf(device: string): Promise<PlainLane> {
  const lane = new PlainLane(await loadIdentity(border.laneFolder(device)), border.ports.mx.machines);
  lanes.push(lane);
  return lane;
}

const folderOf = (agency: DemoAgency) => demoPaths(border.folder).agency(agency);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What the server's archive holds under a hash, read from its disk. */
function archived(hash: string): Buffer {
  return readFileSync(join(folderOf('mx'), 'data', 'archive', hash.slice(0, 2), hash.slice(2, 4), hash));
}

describe('a caller without the right certificate is refused before a byte of its body is read', () => {
  const ingest = '/ingest/v1/scans';
  const exchange = '/exchange/v1/shares';
  let identities: Readonly<Record<string, PlainIdentity>>;
  let root: string;

  beforeAll(async () => {
    const foreign = await makeWorld({ agency: 'mx', at: Date.now(), devices: ['xr-nld-01'] });
    const device = foreign.devices['xr-nld-01'];
    const lane = await loadIdentity(border.laneFolder('xr-nld-01'));
    root = pem(lane.root);
    const node = async (agency: DemoAgency) => ({
      key: await readFile(join(folderOf(agency), 'keys', 'node.key'), 'utf8'),
      cert: await readFile(join(folderOf(agency), 'identity', 'node.crt'), 'utf8'),
    });
    identities = {
      'a certificate of another CA': { key: device?.pem ?? '', cert: (device?.chain ?? []).map(pem).join('') },
      'a certificate of our CA that was never enrolled': await neverEnrolled(),
      'our own node’s certificate': await node('mx'),
      'the partner’s node’s certificate': await node('us'),
      'a device’s certificate': { key: lane.keyPem, cert: lane.chain.map(pem).join('') },
    };
  });

  /** Somebody with the device CA's key makes a certificate that the server never gave out. */
  async function neverEnrolled(): Promise<PlainIdentity> {
    const { privatePem, spki } = generateP256();
    const folder = await readAgencyFolder(folderOf('mx'));
    const certificate = await folder.issueDevice('xr-nld-01', spki, Date.now());
    return { key: privatePem, cert: pem(certificate) + pem(folder.deviceCa) };
  }

  test.each([
    ['none', ingest, 401, 'CERTIFICATE_REQUIRED'],
    ['none', exchange, 401, 'CERTIFICATE_REQUIRED'],
    ['a certificate of another CA', ingest, 403, 'CERTIFICATE_FOREIGN'],
    ['a certificate of another CA', exchange, 403, 'CERTIFICATE_FOREIGN'],
    ['a certificate of our CA that was never enrolled', ingest, 403, 'CERTIFICATE_NOT_ENROLLED'],
    ['our own node’s certificate', ingest, 403, 'CERTIFICATE_NOT_ENROLLED'],
    ['our own node’s certificate', exchange, 403, 'CERTIFICATE_FOREIGN'],
    ['the partner’s node’s certificate', ingest, 403, 'CERTIFICATE_NOT_ENROLLED'],
    ['a device’s certificate', exchange, 403, 'CERTIFICATE_FOREIGN'],
    ['a device’s certificate', '/exchange/v1/receipts', 403, 'CERTIFICATE_FOREIGN'],
    ['a device’s certificate', '/witness/v1/add-checkpoint', 403, 'CERTIFICATE_FOREIGN'],
  ])('%s at %s: %i %s', async (who, path, status, code) => {
    const client = new PlainClient(border.ports.mx.machines, root, identities[who]);
    const headers = { 'content-type': 'application/cose', 'content-length': 2 ** 40 };
    const answer = await client.call({ method: 'POST', path, headers, withoutBody: true });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.ms).toBeLessThan(AT_ONCE_MS);
    client.close();
  });

  test('who is welcome is told at once that its body is too large', async () => {
    const lane = await laneOf('xr-nld-01');
    const headers = { 'content-type': 'application/cose', 'content-length': 2 ** 40 };
    const answer = await lane.client.call({ method: 'POST', path: ingest, headers, withoutBody: true });
    expect([answer.status, answer.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(answer.ms).toBeLessThan(AT_ONCE_MS);
  });
});

describe('a statement that cannot stand is kept in quarantine, and the lane’s next scan is admitted', () => {
  let lane: PlainLane;
  beforeAll(async () => {
    lane = await laneOf('xr-zlo-01');
  });

  const kept = (scan: string) => border.api.mx.get<ScanBody>(`/api/v1/scans/${scan}`);

  test.each([
    ['no CBOR at all', Buffer.from('hello, gate'), 'STATEMENT_MALFORMED'],
    ['nothing', Buffer.alloc(0), 'STATEMENT_MALFORMED'],
    ['lists in lists, eight thousand deep', Buffer.alloc(8_000, 0x81), 'STATEMENT_MALFORMED'],
    ['tags on tags', Buffer.alloc(8_000, 0xd2), 'STATEMENT_MALFORMED'],
    ['a text that says it has 2^64-1 bytes', bytesOf('d2 84 7b ff ff ff ff ff ff ff ff'), 'STATEMENT_MALFORMED'],
    ['a list that says it has 2^32-1 entries', bytesOf('d2 9a ff ff ff ff'), 'STATEMENT_MALFORMED'],
    ['9000 bytes', randomBytes(9_000), 'STATEMENT_TOO_LARGE'],
    ['65,000 bytes', randomBytes(65_000), 'STATEMENT_TOO_LARGE'],
  ])('%s', async (_, statement, code) => {
    const judged = await lane.send(statement, []);
    expect(judged).toMatchObject({ state: 'quarantined', codes: [code] });
    expect(await kept(judged.scan)).toMatchObject({ state: 'quarantined', scanId: null, reasons: [{ code }] });
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  test('one with a duplicate key, or any of the ways in which two readers could read it differently', async () => {
    const good = await lane.statement([{ bytes: randomBytes(10) }]);
    const scanId = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(Buffer.from(good).toString('latin1'))?.[0] ?? '';
    const cases = await refusedStatements(good, lane.identity.signer);
    expect(cases.length).toBeGreaterThan(15);
    for (const { name, cose, code } of cases) {
      // This edit looks for the scan id of the vectors.
      if (name === 'claims of another scan') continue;
      const judged = await lane.send(new Uint8Array(Buffer.from(cose, 'hex')), []);
      if (judged.state === 'quarantined') expect(judged.codes, name).toContain(code);
      else expect([name, judged.state]).toEqual([name, 'receiving']);
    }
    expect(scanId).not.toBe('');
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  test('one that was sent before, in other bytes', async () => {
    const file = { bytes: randomBytes(100) };
    const first = await lane.statement([file]);
    expect(await lane.send(first, [file])).toMatchObject({ state: 'admitted' });
    expect(await lane.send(first, [file])).toMatchObject({ state: 'admitted' });
    const again = await lane.statement([file]);
    expect(await lane.send(again, [file])).toMatchObject({ state: 'quarantined', codes: ['SEQUENCE_REPLAYED'] });
    lane.take(first);
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  test('one that forks the chain', async () => {
    const file = { bytes: randomBytes(100) };
    const forked = await lane.statement([file], { prevStatementHash: new Uint8Array(32).fill(7) });
    expect(await lane.send(forked, [file])).toMatchObject({ state: 'quarantined', codes: ['SEQUENCE_FORKED'] });
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  test('one of another device, which can still bring it itself', async () => {
    const file = { bytes: randomBytes(100) };
    const other = await laneOf('xr-nld-01');
    const answer = await lane.open(await other.statement([file]));
    expect([answer.status, answer.code]).toEqual([403, 'SENDER_MISMATCH']);
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  test('one that leaves a gap, after which the chain goes on from there', async () => {
    const file = { bytes: randomBytes(100) };
    lane.take(await lane.statement([file]));
    expect(await lane.sendNext(file)).toMatchObject({ state: 'quarantined', codes: ['SEQUENCE_GAP'] });
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });
});

describe('a file that is not what it says is kept in quarantine, in bounded time and memory', () => {
  const EXPLICIT = '1.2.840.10008.1.2.1';
  const explicit = (dataset: Uint8Array) => filePart(EXPLICIT, dataset);
  const dx = writeDicosBytes(dxSample(400, 500));
  const nested = Buffer.alloc(20 * 50_000, bytesOf("10 40 11 10 'SQ' 00 00 ff ff ff ff fe ff 00 e0 ff ff ff ff"));
  const metaEnd = 132 + 12 + new DataView(dx.buffer, dx.byteOffset).getUint32(140, true);
  const emptyItems = joined(
    bytesOf("10 40 11 10 'SQ' 00 00 ff ff ff ff"),
    Buffer.alloc(32 * MB, bytesOf('fe ff 00 e0 00 00 00 00')),
  );

  let lane: PlainLane;
  beforeAll(async () => {
    lane = await laneOf('ct-nlu-01');
  });

  test.each([
    ['pixels cut short', dx.subarray(0, dx.length - 1000), 'PIXELS_TRUNCATED'],
    ['frames cut short', writeDicosBytes(ctSample(8)).subarray(0, -100), 'PIXELS_TRUNCATED'],
    ['cut off in its head', dx.subarray(0, 400), 'DATASET_TRUNCATED'],
    ['sequences fifty thousand deep', explicit(nested), 'NESTING_TOO_DEEP'],
    ['a text of 2^32-1 bytes', explicit(bytesOf("10 00 20 00 'UT' 00 00 ff ff ff ff 'abcd'")), 'DATASET_MALFORMED'],
    ['a sequence of 2^32-2 bytes', explicit(bytesOf("10 40 11 10 'SQ' 00 00 fe ff ff ff")), 'DATASET_TRUNCATED'],
    ['pixels of 2^63 bytes', explicit(bytesOf("e0 7f 12 00 'OD' ff ff ff ff ff ff ff 7f")), 'PIXELS_TRUNCATED'],
    ['no meta group', joined(dx.subarray(0, 132), dx.subarray(metaEnd)), 'META_MISSING'],
    ['no DICOM at all', Buffer.from('%PDF-1.7 and more'), 'declared application/dicos'],
    ['four million empty items', explicit(emptyItems), 'ELEMENTS_TOO_MANY'],
  ])('%s', async (_, bytes, detail) => {
    const stalls = watchForStalls();
    const judged = await lane.sendNext({ bytes, mediaType: 'application/dicos' });
    expect(judged).toMatchObject({ state: 'quarantined', details: expect.stringContaining(detail) });
    expect(new Set(judged.codes)).toEqual(new Set(['OBJECT_STRUCTURE']));
    expect(archived(sha256(bytes)).equals(bytes)).toBe(true);
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
    expect(await stalls.longestMs()).toBeLessThan(AT_ONCE_MS);
  });

  test('many files whose heads are as large as they are do not add up', async () => {
    // The thread that makes pictures has memory of its own, begun by the first picture: it is there before and after.
    const { scan } = await lane.sendNext();
    await border.api.mx.get(`/api/v1/scans/${scan}/picture`);
    const idle = border.servers.mx.rssBytes();
    const peak = watchMemory();
    const files = Array.from({ length: 10 }, (_, nth) => {
      const text = joined(bytesOf("10 00 20 00 'UT' 00 00 00 00 40 01"), Buffer.alloc(0x1400000, nth + 0x41));
      return { bytes: explicit(text), mediaType: 'application/dicos' };
    });
    expect(await lane.sendNext(...files)).toMatchObject({ state: 'quarantined' });
    expect(peak.bytes() - idle).toBeLessThan(MOST_MEMORY);
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
  });

  function watchMemory() {
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, border.servers.mx.rssBytes());
    }, 50);
    return {
      bytes() {
        clearInterval(timer);
        return most;
      },
    };
  }
});

/** Asks the server something small again and again: the longest wait is how long nobody else was served. */
function watchForStalls() {
  let longest = 0;
  let watching = true;
  const run = (async () => {
    while (watching) {
      const asked = performance.now();
      await fetch(`http://127.0.0.1:${border.ports.mx.people}/log/checkpoint`).then((answer) => answer.text());
      longest = Math.max(longest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    async longestMs() {
      watching = false;
      await run;
      return longest;
    },
  };
}

describe('a device that the newest list takes away', () => {
  test.each([
    ['xr-dbo-01', 'DEVICE_SUSPENDED'],
    ['import-01', 'DEVICE_UNKNOWN'],
  ])('%s: %s, and what it sent before stays', async (device, code) => {
    const lane = await laneOf(device);
    expect(await lane.sendNext()).toMatchObject({ state: 'admitted' });
    await takeAway(device);
    expect(await lane.sendNext()).toMatchObject({ state: 'quarantined', codes: expect.arrayContaining([code]) });
    expect(
      (await border.scans('mx')).filter((scan) => scan.device === device && scan.state === 'admitted'),
    ).toHaveLength(1);
  });

  /** The gate is suspended by one officer's notice; the manual import is retired, and two sign a list without it. */
  async function takeAway(device: string): Promise<void> {
    const { authority, evaluator } = border.equipment;
    if (device === 'xr-dbo-01') {
      const reason = { reason: 'UNDER_INQUIRY', es: 'Se revisa (prueba).', en: 'Being looked into (test).' };
      await decide(authority, { kind: 'device', id: device }, { to: 'suspended', ...reason });
      return;
    }
    const path = `/api/v1/equipment/records/device/${device}`;
    const { body, version } = await evaluator.client.get<Kept<'device'>>(path);
    await evaluator.client.put(path, { after: version, body: { ...body, state: 'retired' } });
    await signEverything(border.equipment);
  }
});

test('people’s routes answer nonsense with a code and never with a stack', async () => {
  const base = `http://127.0.0.1:${border.ports.mx.people}`;
  const key = { authorization: `Bearer ${await administratorKey()}` };
  const json = { ...key, 'content-type': 'application/json' };
  const cases: [string, RequestInit, number, string][] = [
    ['/nowhere', {}, 404, 'ADDRESS_UNKNOWN'],
    ['/api/v1/nowhere', { headers: key }, 404, 'ADDRESS_UNKNOWN'],
    ['/api/v1/%ff%fe', { headers: key }, 404, 'ADDRESS_UNKNOWN'],
    // Strangers may watch what flows in a demonstration; who they are it cannot tell them.
    ['/api/v1/me', {}, 401, 'KEY_MISSING'],
    ['/api/v1/status', { headers: { authorization: 'Bearer wrong' } }, 401, 'KEY_UNKNOWN'],
    ['/api/v1/status', { headers: { authorization: `Bearer ${'x'.repeat(5_000)}` } }, 401, 'KEY_MISSING'],
    ['/api/v1/status', { method: 'DELETE', headers: key }, 404, 'ADDRESS_UNKNOWN'],
    ['/api/v1/scans?limit=0', { headers: key }, 400, 'BODY_MALFORMED'],
    ['/api/v1/scans?limit=1e9', { headers: key }, 400, 'BODY_MALFORMED'],
    ['/api/v1/scans?before=x', { headers: key }, 400, 'BODY_MALFORMED'],
    [`/api/v1/scans/${'0'.repeat(64)}`, { headers: key }, 404, 'SCAN_UNKNOWN'],
    ['/api/v1/scans/..%2f..%2fetc%2fpasswd', { headers: key }, 404, 'SCAN_UNKNOWN'],
    ['/api/v1/objects/..%2f..%2fkeys%2fnode.key', { headers: key }, 404, 'OBJECT_UNKNOWN'],
    ['/log/../keys/node.key', {}, 404, 'ADDRESS_UNKNOWN'],
    ['/api/v1/enrolments', { method: 'POST', headers: json, body: '{"device":' }, 400, 'BODY_MALFORMED'],
    ['/api/v1/enrolments', { method: 'POST', headers: json, body: '[]' }, 400, 'BODY_MALFORMED'],
    ['/api/v1/enrolments', { method: 'POST', headers: json, body: '{"__proto__":{"x":1}}' }, 400, 'BODY_MALFORMED'],
    [
      '/api/v1/enrolments',
      { method: 'POST', headers: { ...key, 'content-type': 'text/xml' }, body: '<x/>' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['/api/v1/keys', { method: 'POST', headers: json, body: ' '.repeat(70_000) }, 413, 'BODY_TOO_LARGE'],
    ['/api/v1/keys', { method: 'POST', headers: json, body: '['.repeat(60_000) }, 400, 'BODY_MALFORMED'],
    ['/api/v1/administrator', { method: 'POST', headers: json, body: '{"code":1,"person":2}' }, 400, 'BODY_MALFORMED'],
  ];
  for (const [path, init, status, code] of cases) {
    const answer = await fetch(base + path, init);
    const text = await answer.text();
    expect([path, answer.status, JSON.parse(text).error?.code]).toEqual([path, status, code]);
    expect(text).not.toMatch(/\.ts:\d|node_modules|at .*\(/);
  }
});

async function administratorKey(): Promise<string> {
  const record = JSON.parse(await readFile(join(border.folder, 'demo.json'), 'utf8'));
  return record.keys.mx.administrator;
}

test('the log’s paths lead to tiles and to nothing else', async () => {
  const base = `http://127.0.0.1:${border.ports.mx.people}`;
  for (const path of ['/log/tile/0/..%2f..%2f..%2fkeys%2fnode.key', '/log/tile/9/000', '/log/tile/entries/x999/000']) {
    const answer = await fetch(base + path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, 'no such tile\n']);
  }
});

test('both folders are sound after all of this, and nothing went wrong unsaid', async () => {
  for (const agency of ['mx', 'us'] as const) expect(await border.problems(agency)).toEqual([]);
  for (const agency of ['mx', 'us'] as const) expect(border.servers[agency].messages).not.toMatch(/Error|\.ts:\d+/);
});
