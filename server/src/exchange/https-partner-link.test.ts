import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testdata/world.ts';
import type { PartnerLink } from '../ports/partner-link.ts';
import { pem } from './border-parts.fixture.ts';
import { openHttpsPartnerLink } from './https-partner-link.ts';

let mx: World;
let us: World;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const at = Date.now();
  [mx, us] = await Promise.all([makeWorld({ agency: 'mx', at }), makeWorld({ agency: 'us', at })]);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Peer {
  readonly chain: readonly Uint8Array[];
  readonly pem: string;
}

/** A link of mx to whoever listens with `peer`'s certificate, expecting us. */
async function linkTo(
  peer: Peer,
  answer: RequestListener,
  options = {},
): Promise<{ link: PartnerLink; server: Server }> {
  const server = createServer(
    { key: peer.pem, cert: peer.chain.map(pem).join(''), ca: pem(mx.root.certificate), requestCert: true, ...options },
    answer,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const link = openHttpsPartnerLink({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    agency: 'us',
    partnerRoot: pem(us.root.certificate),
    certificate: mx.node.chain.map(pem).join(''),
    key: mx.node.pem,
    silenceMs: 300,
  });
  closing.push(
    () => link.close(),
    () => new Promise((resolve) => server.close(resolve)),
    () => server.closeAllConnections(),
  );
  closing.reverse();
  return { link, server };
}

const get = (link: PartnerLink, maxAnswerBytes = 1000) =>
  link.call({ method: 'GET', path: '/', lane: 'small', maxAnswerBytes });

test('the partner’s node is reached, and shown our certificate', async () => {
  let shown: unknown;
  const { link } = await linkTo(us.node, (request, answer) => {
    const socket = request.socket as import('node:tls').TLSSocket;
    shown = [socket.authorized, socket.getProtocol(), socket.getPeerCertificate().subjectaltname];
    answer.end('yes');
  });
  const heard: boolean[] = [];
  link.watch((answered) => heard.push(answered));
  expect(Buffer.from((await get(link)).body).toString()).toBe('yes');
  expect(shown).toEqual([true, 'TLSv1.3', expect.stringContaining('URI:urn:garita:agency:mx')]);
  expect(heard).toEqual([true]);
});

test.each([
  ['our own node', () => mx.node],
  ['one of the partner’s devices', () => us.devices['xr-1'] as Peer],
])('%s is not taken for the partner', async (_who, peer) => {
  const { link } = await linkTo(peer(), (_request, answer) => answer.end());
  const heard: boolean[] = [];
  link.watch((answered) => heard.push(answered));
  await expect(get(link)).rejects.toMatchObject({ code: 'PARTNER_NOT_IDENTIFIED' });
  expect(heard).toEqual([false]);
});

test('a node of another agency under the partner’s own root is not taken for it', async () => {
  const { issueNode } = await import('@garita/trust');
  const stranger = await issueNode({
    crypto: globalThis.crypto,
    agency: 'ca',
    serial: new Uint8Array(16).fill(7),
    notBefore: us.at - 1000,
    notAfter: us.at + 86_400_000,
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1'],
    subjectKey: us.node.signer.spki,
    issuer: { certificate: us.nodeCa.certificate, key: us.nodeCa.keys.privateKey },
  });
  const peer = { chain: [stranger, us.nodeCa.certificate], pem: us.node.pem };
  const { link } = await linkTo(peer, (_request, answer) => answer.end());
  await expect(get(link)).rejects.toMatchObject({ code: 'PARTNER_NOT_IDENTIFIED' });
});

test('TLS 1.2 is not spoken', async () => {
  const { link } = await linkTo(us.node, (_request, answer) => answer.end(), { maxVersion: 'TLSv1.2' });
  await expect(get(link)).rejects.toMatchObject({
    code: expect.stringMatching(/PARTNER_(NOT_IDENTIFIED|UNREACHABLE)/),
  });
});

test('a redirect is an answer, not a road', async () => {
  let asked = 0;
  const { link } = await linkTo(us.node, (_request, answer) => {
    asked++;
    answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  expect((await get(link)).status).toBe(302);
  expect(asked).toBe(1);
});

test('more than was asked for is not read', async () => {
  const { link } = await linkTo(us.node, (_request, answer) => answer.end(Buffer.alloc(2_000_000)));
  await expect(get(link)).rejects.toMatchObject({ code: 'PARTNER_ANSWER_TOO_LARGE' });
});

test('a partner that says nothing is silent; one that is slow is not', async () => {
  const { link } = await linkTo(us.node, (request, answer) => {
    if (request.url === '/') return;
    answer.writeHead(206, { 'content-range': 'bytes 0-4/5' });
    let sent = 0;
    const timer = setInterval(() => {
      if (sent++ < 5) answer.write('x');
      else {
        clearInterval(timer);
        answer.end();
      }
    }, 120);
  });
  await expect(get(link)).rejects.toMatchObject({ code: 'PARTNER_SILENT' });
  const into = new Uint8Array(5);
  expect(await link.pull('/slow', { start: 0, end: 5 }, into)).toEqual({ status: 206, whole: true });
});

test('a range that is longer, shorter or another than asked for is not whole', async () => {
  const ranges: Record<string, [string, number]> = {
    '/long': ['bytes 0-9/100', 11],
    '/other': ['bytes 1-10/100', 10],
    '/right': ['bytes 0-9/100', 10],
  };
  const { link } = await linkTo(us.node, (request, answer) => {
    if (request.url === '/all') return answer.end(Buffer.alloc(5_000_000));
    if (request.url === '/short') {
      answer.writeHead(206, { 'content-range': 'bytes 0-9/100', 'content-length': 10 });
      answer.write(Buffer.alloc(4));
      return answer.destroy();
    }
    const [range, length] = ranges[request.url ?? ''] ?? ['', 0];
    return answer.writeHead(206, { 'content-range': range }).end(Buffer.alloc(length, 7));
  });
  const pull = (path: string) => link.pull(path, { start: 0, end: 10 }, new Uint8Array(10));
  expect(await pull('/right')).toEqual({ status: 206, whole: true });
  expect(await pull('/long')).toEqual({ status: 206, whole: false });
  expect(await pull('/other')).toEqual({ status: 206, whole: false });
  expect(await pull('/all')).toEqual({ status: 200, whole: false });
  await expect(pull('/short')).rejects.toMatchObject({ code: 'PARTNER_UNREACHABLE' });
});

test('sockets are kept: many requests, one handshake', async () => {
  let handshakes = 0;
  const { link, server } = await linkTo(us.node, (_request, answer) => answer.end('yes'));
  server.on('secureConnection', () => handshakes++);
  for (let n = 0; n < 5; n++) await get(link);
  expect(handshakes).toBe(1);
});

test('a kept socket that the partner closed meanwhile is no failure', async () => {
  const { link, server } = await linkTo(us.node, (_request, answer) => answer.end('yes'));
  await get(link);
  server.closeAllConnections();
  expect((await get(link)).status).toBe(200);
});

test('bulk does not hold up what is small', async () => {
  const { link } = await linkTo(us.node, (request, answer) => {
    if (request.url === '/') answer.end('yes');
    else answer.writeHead(206, { 'content-range': 'bytes 0-0/1' }).flushHeaders();
  });
  const pulls = Array.from({ length: 30 }, () => link.pull('/bulk', { start: 0, end: 1 }, new Uint8Array(1)));
  expect((await get(link)).status).toBe(200);
  await link.close();
  for (const pull of await Promise.allSettled(pulls)) expect(pull.status).toBe('rejected');
});

test('after closing nothing goes out', async () => {
  const { link } = await linkTo(us.node, (_request, answer) => answer.end());
  await link.close();
  await expect(get(link)).rejects.toMatchObject({ code: 'PARTNER_LINK_CLOSED' });
});
