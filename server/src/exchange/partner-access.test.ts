import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { generateP256 } from '@garita/node-crypto';
import { toHex } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import { issuerOf, makeNodeCertificate } from '../agency-certificates.ts';
import { pem, until } from './border-parts.fixture.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-access-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

interface Identity {
  readonly cert?: string;
  readonly key?: string;
  readonly agent?: Agent;
}

/** Asks mx's server; a POST announces a body that it never sends. */
function ask(identity: Identity, method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: border.ports.mx,
        method,
        path,
        ...(identity.agent ? {} : { ca: pem(border.mx.root.certificate), checkServerIdentity: () => undefined }),
        headers:
          method === 'POST' ? { 'content-type': 'application/cbor', 'content-length': '60000', ...headers } : headers,
        agent: false,
        ...identity,
      },
      async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) });
        outgoing.destroy();
      },
    );
    outgoing.on('error', reject);
    if (method === 'POST') outgoing.flushHeaders();
    else outgoing.end();
  });
}

const identityOf = (chain: readonly Uint8Array[], key: string): Identity => ({ cert: chain.map(pem).join(''), key });
const partner = () => identityOf(border.us.node.chain, border.us.node.pem);

const PATHS = [
  ['POST', '/exchange/v1/shares'],
  ['POST', '/exchange/v1/receipts'],
  ['POST', '/exchange/v1/questions'],
  ['POST', `/exchange/v1/questions/${'0'.repeat(64)}/answer`],
  ['POST', '/exchange/v1/equipment-decisions'],
  ['POST', '/witness/v1/add-checkpoint'],
  ['GET', '/exchange/v1/descriptor'],
  ['GET', `/exchange/v1/descriptors/${'0'.repeat(64)}`],
  ['GET', `/exchange/v1/trust-lists/${'0'.repeat(64)}`],
  ['GET', `/exchange/v1/objects/${'0'.repeat(64)}?share=${'0'.repeat(64)}`],
  ['GET', `/exchange/v1/objects/${'0'.repeat(64)}/chunks?share=${'0'.repeat(64)}`],
  ['GET', `/witness/v1/${'0'.repeat(64)}/checkpoint`],
] as const;

describe('every path of the exchange is for the partner’s node alone, told before the body is read', () => {
  test.each(PATHS)('%s %s without a certificate: 401', async (method, path) => {
    expect((await ask({}, method, path)).status).toBe(401);
  });

  test.each([
    ['our own node', async () => identityOf(border.mx.node.chain, border.mx.node.pem)],
    ['a device of ours', async () => deviceOf(border.mx)],
    ['a device of the partner’s', async () => deviceOf(border.us)],
    [
      'a node certificate that the partner’s device CA gave out',
      async () => {
        const { us } = border;
        const { privatePem, spki } = generateP256();
        const deviceCa = await issuerOf(us.deviceCa.certificate, us.deviceCa.pem);
        const node = await makeNodeCertificate('us', deviceCa, spki, [], Date.now());
        return identityOf([node, us.deviceCa.certificate], privatePem);
      },
    ],
    [
      'another agency that says it is the partner',
      async () => {
        const impostor = await makeWorld({ agency: 'us', at: Date.now() });
        return identityOf(impostor.node.chain, impostor.node.pem);
      },
    ],
  ])('%s: 403', async (_who, identity) => {
    const given = await identity();
    for (const [method, path] of PATHS) expect((await ask(given, method, path)).status).toBe(403);
  });
});

function deviceOf(world: Border['mx']): Identity {
  const device = world.devices['xr-1'];
  if (!device) throw new Error('the world has no xr-1');
  return identityOf(device.chain, device.pem);
}

describe('objects are served', () => {
  let share: string;
  let sha256: string;
  let file: Buffer;

  beforeAll(async () => {
    file = randomBytes(10_000);
    const scan = await border.mx.scan({ files: [file] });
    const hash = await mx.admit(scan);
    sha256 = toHex(scan.objects[0]?.sha256 ?? new Uint8Array());
    ({ leaf: share } = await until('the share', async () => (await mx.shares()).find((row) => row.scan === hash)));
  });
  test('also over a TLS session that is taken up again and shows no chain', async () => {
    const resumed: boolean[] = [];
    const agent = new Agent({
      ca: pem(border.mx.root.certificate),
      checkServerIdentity: () => undefined,
      ...partner(),
    });
    const note = (socket: TLSSocket) => resumed.push(socket.isSessionReused());
    mx.machines.server.on('secureConnection', note);
    for (let n = 0; n < 3; n++)
      expect((await ask({ agent }, 'GET', `/exchange/v1/objects/${sha256}?share=${share}`)).status).toBe(200);
    mx.machines.server.off('secureConnection', note);
    expect(resumed).toContain(true);
  });

  const object = (range?: string, leaf = share, name = sha256) =>
    ask(partner(), 'GET', `/exchange/v1/objects/${name}?share=${leaf}`, range === undefined ? {} : { range });

  test('whole, as bytes that no browser will take for anything else', async () => {
    const { status, headers, body } = await object();
    expect([status, Buffer.compare(body, file)]).toEqual([200, 0]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'content-length': '10000',
    });
  });

  test.each([
    ['bytes=0-9', 0, 10],
    ['bytes=9990-', 9990, 10_000],
    ['bytes=9990-20000', 9990, 10_000],
    ['bytes=-10', 9990, 10_000],
  ])('by range %s', async (range, start, end) => {
    const { status, headers, body } = await object(range);
    expect([status, headers['content-range']]).toEqual([206, `bytes ${start}-${end - 1}/10000`]);
    expect(Buffer.compare(body, file.subarray(start, end))).toBe(0);
  });

  test.each(['bytes=10000-', 'bytes=5-4', 'bytes=0-1,3-4', 'bytes=-0', 'lines=0-1', 'bytes=x-'])(
    'not by range %s',
    async (range) => {
      const { status, headers } = await object(range);
      expect([status, headers['content-range']]).toEqual([416, 'bytes */10000']);
    },
  );

  test('only of a share that names them', async () => {
    const other = await border.mx.scan({ files: [randomBytes(100)], change: { ooi: { kind: 'person', ids: [] } } });
    await mx.admit(other);
    const hidden = toHex(other.objects[0]?.sha256 ?? new Uint8Array());
    expect((await object(undefined, share, hidden)).status).toBe(404);
    expect((await object(undefined, '0'.repeat(64))).status).toBe(404);
    expect((await object(undefined, `${share}&share=${share}`)).status).toBe(404);
    expect((await object(undefined, share, '../../../garita.db')).status).toBe(404);
    expect((await object(undefined, share, sha256.toUpperCase())).status).toBe(400);
  });
});

test('documents of ours are served to the partner by hash', async () => {
  const get = (path: string) => ask(partner(), 'GET', path);
  const list = await get(`/exchange/v1/trust-lists/${toHex(border.mx.trustList.hash)}`);
  expect(Buffer.compare(list.body, border.mx.trustListBytes)).toBe(0);
  const descriptor = await get(`/exchange/v1/descriptors/${toHex(border.mx.descriptor.hash)}`);
  expect(Buffer.compare(descriptor.body, border.mx.descriptorBytes)).toBe(0);
  expect((await get(`/exchange/v1/trust-lists/${'0'.repeat(64)}`)).status).toBe(404);
});
