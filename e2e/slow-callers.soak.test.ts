import { createHash, randomBytes } from 'node:crypto';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { loadIdentity } from '@garita/lane';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Border, openBorder, until } from './border.fixture.ts';
import { pem } from './plain-client.fixture.ts';
import { PlainLane } from './plain-lane.fixture.ts';

const MB = 2 ** 20;
/** A server that is told to stop has this long, whatever its callers do. */
const STOPS_WITHIN_MS = 3_000;

let border: Border;
let honest: PlainLane;
let slow: PlainLane;
beforeAll(async () => {
  border = await openBorder('slow-callers', 25_480);
  honest = await laneOf('xr-nld-01');
  slow = await laneOf('xr-zlo-01');
});
afterAll(async () => {
  honest.close();
  slow.close();
  await border.close();
});

async function laneOf(device: string): Promise<PlainLane> {
  return new PlainLane(await loadIdentity(border.laneFolder(device)), border.ports.mx.machines);
}

/** A stranger's connection: no certificate, and whatever bytes it likes. */
function stranger(): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: border.ports.mx.machines, ca: pem(honest.identity.root) };
    const socket = tlsConnect({ ...options, checkServerIdentity: () => undefined }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends a part of an object and then nothing more, for as long as it is let. */
function stall(scan: string, index: number, sent: Uint8Array, length: number): ClientRequest {
  const { keyPem, chain, root } = slow.identity;
  const outgoing = request({
    host: '127.0.0.1',
    port: border.ports.mx.machines,
    method: 'PATCH',
    path: `/ingest/v1/scans/${scan}/objects/${index}`,
    headers: {
      'content-type': 'application/partial-upload',
      'content-length': length,
      'upload-offset': 0,
      'upload-complete': '?1',
    },
    key: keyPem,
    cert: chain.map(pem).join(''),
    ca: pem(root),
    checkServerIdentity: () => undefined,
    agent: false,
  });
  outgoing.on('error', () => undefined);
  outgoing.write(sent);
  return outgoing;
}

async function answerTo(socket: TLSSocket, text: string): Promise<string> {
  socket.write(text);
  let answer = '';
  for await (const piece of socket) answer += piece;
  return answer;
}

describe('callers that are slow or say too much', () => {
  test('three hundred that never end their headers do not keep a lane from uploading', async () => {
    const strangers = await Promise.all(Array.from({ length: 300 }, stranger));
    const drip = setInterval(() => {
      for (const socket of strangers) socket.write('x');
    }, 100);
    for (const socket of strangers)
      socket.on('error', () => undefined).write('GET /log/checkpoint HTTP/1.1\r\nx-slow: ');
    const started = performance.now();
    expect(await honest.sendNext({ bytes: randomBytes(5 * MB) })).toMatchObject({ state: 'admitted' });
    expect(performance.now() - started).toBeLessThan(5_000);
    clearInterval(drip);
    for (const socket of strangers) socket.destroy();
  });

  test.each([
    ['a header of 17 KB', `GET /health HTTP/1.1\r\nx-flood: ${'x'.repeat(17_000)}\r\n\r\n`, '431', 'BODY_TOO_LARGE'],
    ['ten thousand headers', `GET /health HTTP/1.1\r\n${'x: y\r\n'.repeat(10_000)}\r\n`, '431', 'BODY_TOO_LARGE'],
    ['no HTTP', 'hello, gate\r\n\r\n', '400', 'BODY_MALFORMED'],
    ['two lengths', 'POST /health HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', '400', 'BODY_MALFORMED'],
  ])('%s is refused in the one form of refusals', async (_, text, status, code) => {
    const answer = await answerTo(await stranger(), text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head.split('\r\n')[0]).toContain(status);
    expect(JSON.parse(body).error.code).toBe(code);
  });

  test('uploads that stall do not hold up another lane, nor the server when it is told to stop; nothing is sent twice', async () => {
    const files = Array.from({ length: 8 }, () => ({ bytes: randomBytes(6 * MB) }));
    const statement = await slow.statement(files);
    const scan = createHash('sha256').update(statement).digest('hex');
    await slow.open(statement);
    const stalled = files.map(({ bytes }, index) => stall(scan, index, bytes.subarray(0, 2 * MB), bytes.length));
    const started = performance.now();
    expect(await honest.sendNext({ bytes: randomBytes(5 * MB) })).toMatchObject({ state: 'admitted' });
    expect(performance.now() - started).toBeLessThan(5_000);

    const events = await border.api.mx.stream('/api/v1/events');
    expect(await border.servers.mx.stop()).toBeLessThan(STOPS_WITHIN_MS);
    await events.cancel().catch(() => undefined);
    for (const outgoing of stalled) outgoing.destroy();
    await border.servers.mx.start();
    const { objects } = JSON.parse((await slow.open(statement)).text);
    expect(objects.map(({ offset }: { offset: number }) => offset)).toEqual(files.map(() => 2 * MB));
    const answers = [];
    for (const [index, { bytes }] of files.entries())
      answers.push(await slow.put(scan, index, bytes.subarray(2 * MB), 2 * MB));
    expect(JSON.parse(answers.at(-1)?.text ?? '')).toMatchObject({ state: 'admitted' });
    slow.take(statement);
  });

  test('a second writer of the same object is told to wait, and the first goes on', async () => {
    const file = { bytes: randomBytes(2 * MB) };
    const statement = await slow.statement([file]);
    const scan = createHash('sha256').update(statement).digest('hex');
    await slow.open(statement);
    const first = stall(scan, 0, file.bytes.subarray(0, MB), file.bytes.length);
    const answered = new Promise<number>((resolve) => {
      first.on('response', (answer: IncomingMessage) => resolve(answer.statusCode ?? 0));
    });
    // At a wrong offset: whoever comes first must not begin.
    await until('the first writer', async () => (await slow.put(scan, 0, file.bytes, 1)).code === 'UPLOAD_BUSY');
    const path = `/ingest/v1/scans/${scan}/objects/0`;
    const { headers } = await slow.client.call({ method: 'HEAD', path });
    expect(headers['upload-offset'], 'only what is on disk for good is promised').toBe('0');
    first.end(file.bytes.subarray(MB));
    expect(await answered).toBe(200);
    expect(await slow.send(statement, [])).toMatchObject({ state: 'admitted' });
    slow.take(statement);
  });
});

test('five hundred small scans leave no memory behind, and nobody waits long for a small answer meanwhile', async () => {
  const lanes = [honest, slow, await laneOf('ct-nlu-01'), await laneOf('xr-dbo-01')];
  const send = async (count: number) => {
    const sent = await Promise.all(
      lanes.map(async (lane) => {
        const states = [];
        for (let nth = 0; nth < count / lanes.length; nth++) states.push((await lane.sendNext()).state);
        return states;
      }),
    );
    expect(new Set(sent.flat())).toEqual(new Set(['admitted']));
  };
  const settled = () =>
    until(
      'all receipts',
      async () => {
        const [partner] = (await border.status('mx')).partners;
        return partner?.waiting === 0 && (await border.shares()).every(({ state }) => state === 'receipted');
      },
      60_000,
    );
  await send(100);
  await settled();
  const before = memory();
  const longest = await longestWait(() => send(400));
  await settled();
  const after = memory();
  for (const [nth, bytes] of after.entries()) expect(bytes - (before[nth] ?? 0)).toBeLessThan(60e6);
  expect(longest).toBeLessThan(2_000);
  for (const lane of lanes.slice(2)) lane.close();
}, 120_000);

function memory(): number[] {
  return [border.servers.mx.rssBytes(), border.servers.us.rssBytes()];
}

/** The longest wait for something that costs nothing, ms, while `work` goes on: how long the event loop stood still. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let done = false;
  const working = work().finally(() => {
    done = true;
  });
  while (!done) {
    const asked = performance.now();
    await fetch(`http://127.0.0.1:${border.ports.mx.people}/log/vkey`).then((answer) => answer.text());
    longest = Math.max(longest, performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await working;
  return longest;
}

test('both folders are sound after all of this, and nothing went wrong unsaid', async () => {
  for (const agency of ['mx', 'us'] as const) expect(await border.problems(agency)).toEqual([]);
  for (const agency of ['mx', 'us'] as const) expect(border.servers[agency].messages).not.toMatch(/Error|\.ts:\d+/);
  for (const agency of ['mx', 'us'] as const) expect(await border.servers[agency].stop()).toBeLessThan(STOPS_WITHIN_MS);
});
