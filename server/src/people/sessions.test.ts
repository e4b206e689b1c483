import { request } from 'node:http';
import { session } from '@garita/api';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type Browser,
  by,
  call,
  codeOf,
  desk,
  eachInItsHouse,
  HOUR_MS,
  PASSWORD,
  serve,
  signIn,
  somebody,
} from './session-desk.fixture.ts';

eachInItsHouse();

describe('a session', () => {
  beforeEach(() => serve({}));
  const me = (browser: Browser) => call('GET', '/api/v1/me', undefined, { cookie: browser.cookie });

  test('opens what its roles open', async () => {
    const ana = await somebody();
    expect((await me(ana)).json()).toEqual({ person: 'ana', roles: ['analyst'] });
    expect((await call('POST', '/analysts', {}, by(ana))).body).toBe('ana');
    expect(codeOf(await call('GET', '/api/v1/accounts', undefined, by(ana)))).toEqual([403, 'ROLE_MISSING']);
  });

  test('ends twelve hours after its last use', async () => {
    const ana = await somebody();
    desk.house.clock.at += 12 * HOUR_MS - 1;
    expect((await me(ana)).statusCode).toBe(200);
    desk.house.clock.at += 12 * HOUR_MS - 1;
    expect((await me(ana)).statusCode).toBe(200);
    desk.house.clock.at += 12 * HOUR_MS;
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
    expect((await call('GET', '/api/v1/session', undefined, { cookie: ana.cookie })).json()).toMatchObject({
      person: null,
      csrf: null,
    });
  });

  test('ends after seven days, however busy', async () => {
    const ana = await somebody();
    for (let half = 0; half < 14; half++) {
      expect((await me(ana)).statusCode).toBe(200);
      desk.house.clock.at += 12 * HOUR_MS - 1;
    }
    desk.house.clock.at += 14;
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
  });

  test('is not kept alive by a page that only asks whether it still is', async () => {
    const ana = await somebody();
    const { expiresAt } = ana.body;
    desk.house.clock.at += 6 * HOUR_MS;
    const asked = await call('GET', '/api/v1/session', undefined, { cookie: ana.cookie });
    expect(session.parse(asked.json()).expiresAt).toBe(expiresAt);
  });

  test('is written at most once a minute', async () => {
    const ana = await somebody();
    const seen = async () =>
      (
        await desk.house.database
          .tables<{ sessions: { seen_at: number } }>()
          .selectFrom('sessions')
          .selectAll()
          .execute()
      )[0]?.seen_at;
    const before = await seen();
    desk.house.clock.at += 59_999;
    await me(ana);
    expect(await seen()).toBe(before);
    desk.house.clock.at += 1;
    await me(ana);
    expect(await seen()).toBe(desk.house.clock.at);
  });

  test('is over once its person signs out', async () => {
    const ana = await somebody();
    const out = await call('DELETE', '/api/v1/session', undefined, by(ana));
    expect(session.parse(out.json()).person).toBeNull();
    expect(String(out.headers['set-cookie'])).toContain('garita-mx=;');
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
  });

  test('is over with the next request once the account is disabled, and stays over when it is enabled again', async () => {
    const ana = await somebody();
    const { key } = await desk.keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    const bearer = { authorization: `Bearer ${key}` };
    await desk.accounts.change('ana', { disabled: true });
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
    expect(codeOf(await call('GET', '/api/v1/me', undefined, bearer))).toEqual([401, 'KEY_UNKNOWN']);
    await desk.accounts.change('ana', { disabled: false });
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
    expect((await call('GET', '/api/v1/me', undefined, bearer)).statusCode).toBe(200);
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
  });

  test('has the roles of this moment', async () => {
    const ana = await somebody();
    await desk.accounts.change('ana', { roles: ['auditor'] });
    expect((await me(ana)).json()).toMatchObject({ roles: ['auditor'] });
    expect(codeOf(await call('POST', '/analysts', {}, by(ana)))).toEqual([403, 'ROLE_MISSING']);
  });

  test('is not made up: a token nobody got opens nothing', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), 'A'.repeat(5000)])
      expect(codeOf(await call('GET', '/api/v1/me', undefined, { cookie: `garita-mx=${token}` }))).toEqual([
        401,
        'SESSION_MISSING',
      ]);
  });

  test('is asked for by a browser, and a key by a program', async () => {
    expect(codeOf(await call('GET', '/api/v1/me', undefined, { 'sec-fetch-site': 'same-origin' }))).toEqual([
      401,
      'SESSION_MISSING',
    ]);
    expect(codeOf(await call('GET', '/api/v1/me'))).toEqual([401, 'KEY_MISSING']);
  });

  test('ends with the sixteenth browser after it', async () => {
    const first = await somebody();
    desk.house.clock.at += 1;
    for (let n = 0; n < 16; n++) await signIn('ana', PASSWORD);
    expect((await me(first)).statusCode).toBe(401);
  });

  test('carries the stream of events, which ends with it', async () => {
    const ana = await somebody();
    await desk.app.listen({ port: 0, host: '127.0.0.1' });
    const address = desk.app.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const stream = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request({ port, path: '/api/v1/events', headers: { cookie: ana.cookie } }, resolve)
        .on('error', reject)
        .end();
    });
    expect([stream.statusCode, stream.headers['x-frame-options']]).toEqual([200, 'DENY']);
    const ended = new Promise((resolve) => stream.once('close', resolve));
    stream.resume();
    await desk.accounts.change('ana', { disabled: true });
    await ended;
  });
});

describe('what changes something', () => {
  beforeEach(() => serve({}));

  test.each([
    ['without the token', { 'x-garita-csrf': '' }],
    ['with another session’s token', { 'x-garita-csrf': 'B'.repeat(43) }],
    ['from another site, token and all', { 'sec-fetch-site': 'cross-site' }],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('is refused to a cookie %s', async (_, headers) => {
    const ana = await somebody();
    expect(codeOf(await call('POST', '/analysts', {}, { ...by(ana), ...headers }))).toEqual([403, 'CSRF_REFUSED']);
    expect(codeOf(await call('DELETE', '/api/v1/session', undefined, { ...by(ana), ...headers }))).toEqual([
      403,
      'CSRF_REFUSED',
    ]);
    expect((await call('GET', '/api/v1/me', undefined, { cookie: ana.cookie })).statusCode).toBe(200);
  });

  test.each([
    ['the host it was asked at', 'http://10.0.0.9:8480', 200],
    ['the server’s own address', 'http://mx.localhost:8480', 200],
    ['another host', 'http://evil.example', 403],
    ['nowhere', 'null', 403],
  ])('is judged by `Origin` where the browser sends no more: %s', async (_, origin, statusCode) => {
    const { cookie, csrf } = await somebody();
    const headers = { cookie, 'x-garita-csrf': csrf, origin, host: '10.0.0.9:8480' };
    expect((await call('POST', '/analysts', {}, headers)).statusCode).toBe(statusCode);
  });

  test('needs no token with an API key, which no browser sends by itself', async () => {
    const { key } = await desk.keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    expect((await call('POST', '/analysts', {}, { authorization: `Bearer ${key}` })).statusCode).toBe(200);
  });

  test('signs nobody in from another site', async () => {
    await somebody();
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const answer = await call('POST', '/api/v1/session', { person: 'ana', password: PASSWORD }, foreign);
    expect(codeOf(answer)).toEqual([403, 'CSRF_REFUSED']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
