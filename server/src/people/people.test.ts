import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { apiKeyMade, enrolmentAnswer, enrolmentCode } from '@garita/api';
import { generateP256, hasher, loadCryptoKeys, trustCrypto } from '@garita/node-crypto';
import { makeCertificateRequest, readDescriptor, verifyChain } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, issuerOf, makeDeviceCertificate } from '../agency-certificates.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { isStillKnown, requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { writeAdministratorCode } from './administrator-code.ts';
import { type ApiKeys, apiKeys } from './api-keys.ts';
import { type Enrolment, enrolment } from './enrolment.ts';
import { GuessLimit } from './guess-limit.ts';
import { peopleMigrations } from './people-table.ts';
import { administratorRoutes, enrolmentRoutes, peopleRoutes } from './routes.ts';

let house: TestHouse;
let keys: ApiKeys;
let devices: Enrolment;
let app: FastifyInstance;
let file: string;

beforeEach(async () => {
  house = await openTestHouse(peopleMigrations);
  const { clock, database, world } = house;
  file = join(house.dir, 'administrator-code.json');
  keys = apiKeys({ database, clock, agency: 'mx' });
  devices = enrolment({
    crypto: trustCrypto,
    database,
    clock,
    agency: 'mx',
    root: world.root.certificate,
    deviceCa: world.deviceCa.certificate,
    sample: true,
    descriptor: () => world.descriptorBytes,
    issue: async (device, key) =>
      makeDeviceCertificate(
        'mx',
        device,
        await issuerOf(world.deviceCa.certificate, world.deviceCa.pem),
        key,
        clock.at,
      ),
  });
  const needs = { database, clock, keys, file, enrolment: devices, guesses: new GuessLimit(clock) };
  app = buildPeopleServer({ report: (error) => house.reports.push(error) });
  administratorRoutes(app, needs);
  enrolmentRoutes(app, needs);
  await app.register(async (guarded) => {
    requireApiKey(guarded, keys.authenticate);
    peopleRoutes(guarded, needs);
    // An answer that lasts: the key it was asked with is revoked meanwhile.
    guarded.post<{ Body: { id: string } }>('/lasting', async (request) => {
      const before = await isStillKnown(request);
      await keys.revoke(request.body.id);
      return [before, await isStillKnown(request)];
    });
  });
});
afterEach(async () => {
  await app.close();
  await house.close();
});

const asked = (key: string) => ({ authorization: `Bearer ${key}` });
const codeOf = (answer: { json(): { error: { code: string } } }) => answer.json().error.code;
const call = (method: 'GET' | 'POST' | 'DELETE', url: string, key?: string, payload?: object) =>
  app.inject({ method, url, ...(key ? { headers: asked(key) } : {}), ...(payload ? { payload } : {}) });

async function administrator() {
  const code = await writeAdministratorCode(file, 'mx', house.clock.at);
  const answer = await call('POST', '/api/v1/administrator', undefined, { code, person: 'rosa' });
  return { code, key: apiKeyMade.parse(answer.json()).key };
}

describe('the administrator code', () => {
  test('makes the first key, once', async () => {
    const { code, key } = await administrator();
    expect((await call('GET', '/api/v1/me', key)).json()).toEqual({ person: 'rosa', roles: ['administrator'] });
    const again = await call('POST', '/api/v1/administrator', undefined, { code, person: 'eva' });
    expect([again.statusCode, codeOf(again)]).toEqual([410, 'CODE_USED']);
  });

  test('is replaced by a new one from whoever can write to the folder', async () => {
    const first = await administrator();
    const second = await administrator();
    expect(second.key).not.toBe(first.key);
    expect((await call('GET', '/api/v1/me', second.key)).statusCode).toBe(200);
  });

  test('runs out after a week', async () => {
    const code = await writeAdministratorCode(file, 'mx', house.clock.at);
    house.clock.at += 7 * DAY_MS;
    expect(codeOf(await call('POST', '/api/v1/administrator', undefined, { code, person: 'rosa' }))).toBe(
      'CODE_EXPIRED',
    );
  });

  test('cannot be guessed for long', async () => {
    const code = await writeAdministratorCode(file, 'mx', house.clock.at);
    const guess = (text: string) => call('POST', '/api/v1/administrator', undefined, { code: text, person: 'x' });
    for (let n = 0; n < 10; n++)
      expect(codeOf(await guess(`mx-admin-${'A'.repeat(19)}${'BCDEFGHIJK'[n]}`))).toBe('CODE_UNKNOWN');
    const barred = await guess(code);
    expect([barred.statusCode, codeOf(barred), barred.headers['retry-after']]).toEqual([429, 'TOO_MANY_GUESSES', '60']);
    house.clock.at += 60_000;
    expect((await guess(code)).statusCode).toBe(201);
  });
});

describe('API keys', () => {
  test('are shown once, known by their hash, and end when revoked', async () => {
    const { key } = await administrator();
    const made = apiKeyMade.parse(
      (await call('POST', '/api/v1/keys', key, { person: 'ana', roles: ['analyst'] })).json(),
    );
    expect((await call('GET', '/api/v1/me', made.key)).json()).toEqual({ person: 'ana', roles: ['analyst'] });
    expect((await call('GET', '/api/v1/keys', key)).body).not.toContain(made.key);
    await call('DELETE', `/api/v1/keys/${made.id}`, key);
    const after = await call('GET', '/api/v1/me', made.key);
    expect([after.statusCode, codeOf(after), after.headers['www-authenticate']]).toEqual([
      401,
      'KEY_UNKNOWN',
      'Bearer realm="garita"',
    ]);
  });

  test('are no good any more to an answer that lasts, once revoked', async () => {
    const { key, id } = await keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    expect((await call('POST', '/lasting', key, { id })).json()).toEqual([true, false]);
  });

  test.each([
    ['without a key', undefined, 401, 'KEY_MISSING'],
    ['with a key nobody gave out', 'garita-mx-zzzz', 401, 'KEY_UNKNOWN'],
  ])('keep out a caller %s', async (_, key, statusCode, code) => {
    const answer = await call('GET', '/api/v1/me', key);
    expect([answer.statusCode, codeOf(answer)]).toEqual([statusCode, code]);
  });

  test('of an analyst make no keys', async () => {
    const { key } = await keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    const answer = await call('POST', '/api/v1/keys', key, { person: 'ana', roles: ['administrator'] });
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'ROLE_MISSING']);
  });

  test('of an unknown id are not revoked', async () => {
    const { key } = await administrator();
    expect(codeOf(await call('DELETE', '/api/v1/keys/nobody', key))).toBe('KEY_ID_UNKNOWN');
  });

  test('with a role that does not exist are not made', async () => {
    const { key } = await administrator();
    const answer = await call('POST', '/api/v1/keys', key, { person: 'ana', roles: ['king'] });
    expect(codeOf(answer)).toBe('BODY_MALFORMED');
  });
});

describe('enrolment', () => {
  const device = { device: 'xr-7', configuration: 'cfg-1', serial: 'S-7', site: 'nuevo-laredo', lane: 'lane-7' };
  const newCode = async () => (await devices.createCode({ ...device, validForMinutes: 60 }, 'rosa')).code;
  const newRequest = async (pem = generateP256().privatePem) =>
    makeCertificateRequest({ crypto: webcrypto as Crypto, keys: await loadCryptoKeys(pem) });
  const redeem = (code: string, request: Uint8Array) =>
    call('POST', '/enrolment/v1/certificates', undefined, { code, csr: Buffer.from(request).toString('base64') });

  test('turns a code and a request into a certificate that the root vouches for', async () => {
    const code = await newCode();
    expect(enrolmentCode.parse(code)).toContain(
      Buffer.from(hasher.sha256(house.world.root.certificate)).toString('hex').slice(0, 32),
    );
    const answer = enrolmentAnswer.parse((await redeem(code, await newRequest())).json());
    expect(answer).toMatchObject({ agency: 'mx', ...device });
    const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
    const chain = [bytes(answer.certificate), bytes(answer.chain[0])];
    const { leaf, problems } = await verifyChain(trustCrypto, chain, bytes(answer.root), house.clock.at, 'device');
    expect([leaf?.device, problems]).toEqual(['xr-7', []]);
    const trust = { rootCertificate: bytes(answer.root), at: house.clock.at };
    expect((await readDescriptor(trustCrypto, bytes(answer.descriptor), trust)).agency).toBe('mx');
    const fingerprint = Buffer.from(hasher.sha256(bytes(answer.certificate))).toString('hex');
    expect(await devices.enrolledDevice(fingerprint)).toEqual(device);
  });

  test('gives the same key the same answer again, and another key none', async () => {
    const code = await newCode();
    const { privatePem } = generateP256();
    const first = await redeem(code, await newRequest(privatePem));
    const again = await redeem(code, await newRequest(privatePem));
    expect(again.json()).toEqual(first.json());
    expect(codeOf(await redeem(code, await newRequest()))).toBe('CODE_USED');
  });

  test('lets two gateways that race with one code end with one certificate', async () => {
    const code = await newCode();
    const answers = await Promise.all([redeem(code, await newRequest()), redeem(code, await newRequest())]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410]);
  });

  test('refuses a request that is not signed by the key it names', async () => {
    const request = await newRequest();
    request[request.length - 5] = (request[request.length - 5] ?? 0) ^ 1;
    const code = await newCode();
    expect(codeOf(await redeem(code, request))).toBe('CERTIFICATE_REQUEST_INVALID');
    expect((await redeem(code, await newRequest())).statusCode).toBe(200);
  });

  test('refuses codes that are over or were never given out', async () => {
    const code = await newCode();
    house.clock.at += 61 * 60_000;
    expect(codeOf(await redeem(code, await newRequest()))).toBe('CODE_EXPIRED');
    const made_up = code.replace(/-[A-Z2-7]+-/, `-${'A'.repeat(20)}-`);
    expect(codeOf(await redeem(made_up, await newRequest()))).toBe('CODE_UNKNOWN');
  });

  test('ends when an administrator revokes the device', async () => {
    const { key } = await administrator();
    const answer = (await redeem(await newCode(), await newRequest())).json();
    const fingerprint = Buffer.from(hasher.sha256(Buffer.from(answer.certificate, 'base64'))).toString('hex');
    expect((await call('DELETE', '/api/v1/enrolments/xr-7', key)).json()).toEqual({ device: 'xr-7', revoked: 1 });
    expect(await devices.enrolledDevice(fingerprint)).toBeUndefined();
  });

  test('again, with a new code, ends the certificate before', async () => {
    const fingerprints = [];
    for (const code of [await newCode(), await newCode()]) {
      const { certificate } = (await redeem(code, await newRequest())).json();
      fingerprints.push(Buffer.from(hasher.sha256(Buffer.from(certificate, 'base64'))).toString('hex'));
    }
    const known = await Promise.all(fingerprints.map((fingerprint) => devices.enrolledDevice(fingerprint)));
    expect(known).toEqual([undefined, device]);
  });

  test('codes are made by administrators', async () => {
    const { key } = await administrator();
    const answer = await call('POST', '/api/v1/enrolments', key, device);
    expect(answer.json()).toMatchObject({ device: 'xr-7', expiresAt: house.clock.at + DAY_MS });
    expect(enrolmentCode.parse(answer.json().code)).toBeTruthy();
    const analyst = await keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    expect((await call('POST', '/api/v1/enrolments', analyst.key, device)).statusCode).toBe(403);
  });
});
