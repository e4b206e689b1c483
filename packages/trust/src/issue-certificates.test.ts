import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { makeWorld, type WorldDevice } from '../../../testdata/world.ts';

const pem = (...certificates: readonly Uint8Array[]) =>
  certificates
    .map((der) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`)
    .join('');

const world = await makeWorld();
const foreign = await makeWorld({ agency: 'us', devices: ['xr-1'] });
const root = pem(world.root.certificate);

/** Whether OpenSSL, trusting the root alone, takes the client that comes. */
async function handshake(client: { readonly chain: readonly Uint8Array[]; readonly pem: string }): Promise<boolean> {
  const { node } = world;
  const server = createServer({
    key: node.pem,
    cert: pem(...node.chain),
    ca: root,
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.3',
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const arrived = once(server, 'secureConnection') as Promise<[TLSSocket]>;
  const socket = connect({
    host: '127.0.0.1',
    port,
    servername: 'mx.localhost',
    ca: root,
    key: client.pem,
    cert: pem(...client.chain),
  });
  try {
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    return (await arrived)[0].authorized;
  } finally {
    socket.destroy();
    server.close();
  }
}

test('OpenSSL takes a device and a node of the agency over TLS 1.3, trusting its root alone', async () => {
  expect(await handshake(world.devices['xr-1'] as WorldDevice)).toBe(true);
  expect(await handshake(world.node)).toBe(true);
});

test('and neither of another agency', async () => {
  expect(await handshake(foreign.devices['xr-1'] as WorldDevice)).toBe(false);
  expect(await handshake(foreign.node)).toBe(false);
});
