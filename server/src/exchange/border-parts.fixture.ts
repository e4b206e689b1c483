// Small parts of the test border: terms between two test agencies, PEM, ports, waiting.
import { createServer } from 'node:net';
import { joinAgreement, makeAgreement, readSignedAgreement, signAgreement } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import type { World } from '../../../testdata/world.ts';
import type { AgreementInForce } from './exchange-room.ts';

export async function makeTerms(
  mx: World,
  us: World,
  policy: string,
  version = 1,
  validFrom = mx.at - 86_400_000,
): Promise<AgreementInForce> {
  const bytes = makeAgreement({
    v: 1,
    id: 'mx-us-test',
    version,
    parties: [mx, us].map(({ agency, root }) => ({
      agency,
      root: trustCrypto.hasher.sha256(root.certificate),
    })),
    title: { es: 'Acuerdo de prueba', en: 'Test agreement' },
    purpose: { es: 'No escanear dos veces lo mismo.', en: 'Not to scan the same thing twice.' },
    text: { es: 'Prueba: no obliga a nadie.', en: 'Test: it binds nobody.' },
    items: ['scan', 'decision'],
    retentionDays: 30,
    policy,
    validFrom,
    validUntil: mx.at + 30 * 86_400_000,
    previous: version === 1 ? null : new Uint8Array(32),
    sample: true,
  });
  const officers = [mx, us].map(({ officers }) => officers['exchange-officer'].signer);
  const file = joinAgreement(
    bytes,
    await Promise.all(officers.map((officer) => signAgreement(trustCrypto, bytes, officer))),
  );
  const parties = [mx.descriptor, us.descriptor];
  return { file, signed: await readSignedAgreement(trustCrypto, file, { parties, at: Math.max(mx.at, validFrom) }) };
}

/** Waits until `read` answers something; fails with `what` after `timeoutMs`. */
export async function until<Value>(
  what: string,
  read: () => Promise<Value | undefined | false>,
  timeoutMs = 10_000,
): Promise<Value> {
  for (const start = Date.now(); Date.now() - start < timeoutMs; ) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`waited ${timeoutMs} ms for: ${what}`);
}

export function pem(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

/** A port of 127.0.0.1 that nobody listens on, so that a server can come back to it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
