import { session } from '@garita/api';
import { describe, expect, test } from 'vitest';
import {
  type Browser,
  browserOf,
  by,
  call,
  codeOf,
  desk,
  eachInItsHouse,
  serve,
  somebody,
} from './session-desk.fixture.ts';

eachInItsHouse();

describe('a demonstration', () => {
  const enter = (person: string, headers: Record<string, string> = { host: 'mx.localhost:8480' }) =>
    call('POST', '/api/v1/session/demo', { person }, headers);
  const keyFor = (browser: Browser) => call('GET', '/api/v1/session/signing-key', undefined, by(browser));

  test('lets anybody be one of its people, in their language, with the key of its officer', async () => {
    const officer = await serve({ sample: true, demoFile: true });
    const { demoAccounts } = session.parse((await call('GET', '/api/v1/session')).json());
    expect(demoAccounts.map(({ person }) => person)).toEqual([officer, 'auditor']);
    const browser = browserOf(await enter(officer, { host: 'mx.localhost:8480', 'accept-language': 'es-MX,en' }));
    expect(browser.body).toMatchObject({ person: officer, displayName: 'Analista', roles: ['analyst'] });
    const { officer: named, pkcs8 } = (await keyFor(browser)).json();
    const key = await crypto.subtle.importKey(
      'pkcs8',
      Buffer.from(pkcs8, 'base64'),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    expect([named, key.type]).toEqual([officer, 'private']);
  });

  test('shows strangers what flows, and nothing else', async () => {
    await serve({ sample: true, demoFile: true });
    const page = { 'sec-fetch-site': 'same-origin' };
    expect((await call('GET', '/api/v1/shares', undefined, page)).json()).toEqual({
      person: 'guest',
      roles: ['official'],
    });
    expect((await call('GET', '/api/v1/me', undefined, page)).statusCode).toBe(401);
    expect((await call('POST', '/analysts', {}, page)).statusCode).toBe(401);
    await desk.app.close();
    await serve({ sample: false, demoFile: true });
    expect((await call('GET', '/api/v1/shares', undefined, page)).statusCode).toBe(401);
  });

  test('has no key for who is no officer, and nobody else to be', async () => {
    await serve({ sample: true, demoFile: true });
    expect(codeOf(await keyFor(browserOf(await enter('auditor'))))).toEqual([404, 'DEMO_ONLY']);
    expect(codeOf(await enter('king'))).toEqual([404, 'DEMO_ONLY']);
  });

  test('keeps the names of its people for itself', async () => {
    await serve({ sample: true, demoFile: true });
    const made = desk.accounts.create({ person: 'auditor', displayName: 'A', roles: ['auditor'] }, 'test');
    await expect(made).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' });
  });

  test('is not entered under a name that somebody made mean this machine', async () => {
    const officer = await serve({ sample: true, demoFile: true });
    expect(codeOf(await enter(officer, { host: 'rebound.evil.example:8480' }))).toEqual([403, 'CSRF_REFUSED']);
    for (const host of ['127.0.0.1:8480', 'localhost:8480', '[::1]:8480'])
      expect((await enter(officer, { host })).statusCode).toBe(200);
  });

  test.each([
    ['the agency is real, file or not', { sample: false, demoFile: true }],
    ['the file is not there, sample or not', { sample: true, demoFile: false }],
  ])('is none where %s', async (_, setting) => {
    const officer = await serve(setting);
    expect(session.parse((await call('GET', '/api/v1/session')).json()).demoAccounts).toEqual([]);
    expect(codeOf(await enter(officer))).toEqual([404, 'DEMO_ONLY']);
    // Nor for somebody of that name with a password, whatever lies in the folder.
    expect(codeOf(await keyFor(await somebody(officer)))).toEqual([404, 'DEMO_ONLY']);
  });

  test('ends its sessions once the file is gone', async () => {
    const officer = await serve({ sample: true, demoFile: true });
    const browser = browserOf(await enter(officer));
    await desk.app.close();
    await serve({ sample: false });
    expect(codeOf(await keyFor(browser))).toEqual([401, 'SESSION_MISSING']);
  });
});
