import { session } from '@garita/api';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  browserOf,
  by,
  CHEAP,
  call,
  codeOf,
  desk,
  eachInItsHouse,
  PASSWORD,
  serve,
  signIn,
  somebody,
} from './session-desk.fixture.ts';

eachInItsHouse();

describe('signing in', () => {
  beforeEach(() => serve({}));

  test('takes a name and its password, and gives a cookie that no script and no other site can use', async () => {
    await somebody();
    const answer = await signIn('ana', PASSWORD);
    const { body } = browserOf(answer);
    expect(body).toMatchObject({ agency: 'mx', person: 'ana', displayName: 'Señora ana', roles: ['analyst'] });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^garita-mx=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('sends the cookie over HTTPS alone where people come by HTTPS', async () => {
    await desk.app.close();
    await serve({ url: 'https://garita.mx.example' });
    const { code } = await desk.accounts.create({ person: 'eva', displayName: 'Eva', roles: ['analyst'] }, 'test');
    const answer = await call('POST', '/api/v1/session/invitation', { code, person: 'eva', password: PASSWORD });
    expect(String(answer.headers['set-cookie'])).toContain('; Secure;');
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('tells before that nobody is signed in, and whether there is any account', async () => {
    const before = session.parse((await call('GET', '/api/v1/session')).json());
    expect(before).toMatchObject({ person: null, roles: [], csrf: null, expiresAt: null, firstAccount: true });
    await somebody();
    expect((await call('GET', '/api/v1/session')).json()).toMatchObject({ person: null, firstAccount: false });
  });

  test('refuses a wrong password, an unknown name, a disabled account and an open invitation alike, with the same work', async () => {
    await somebody('ana');
    await somebody('eva');
    await desk.accounts.change('eva', { disabled: true });
    await desk.accounts.create({ person: 'rosa', displayName: 'Rosa', roles: ['analyst'] }, 'test');
    const answers: unknown[] = [];
    for (const person of ['ana', 'nobody', 'eva', 'rosa']) {
      desk.hashed = 0;
      const answer = await signIn(person, person === 'ana' ? `${PASSWORD}!` : PASSWORD);
      answers.push([answer.statusCode, answer.body, desk.hashed]);
    }
    expect(answers[0]).toEqual([401, expect.stringContaining('SIGN_IN_REFUSED'), 1]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('cannot be tried for long from one address', async () => {
    await somebody();
    for (let n = 0; n < 10; n++) expect(codeOf(await signIn(`x${n}`, 'no'))).toEqual([401, 'SIGN_IN_REFUSED']);
    expect(codeOf(await signIn('ana', PASSWORD))).toEqual([429, 'TOO_MANY_GUESSES']);
    expect((await signIn('ana', PASSWORD, '10.0.0.2')).statusCode).toBe(200);
    desk.house.clock.at += 60_000;
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
  });

  test('cannot be tried for long at one account, from however many addresses and however many at once', async () => {
    await somebody();
    const tried = await Promise.all(
      Array.from({ length: 30 }, (_, n) => signIn('ana', `${PASSWORD}${n}`, `10.1.0.${n}`)),
    );
    const refused = tried.filter(({ statusCode }) => statusCode === 401).length;
    // Two are worked on at a time, so one more than the limit may be under way.
    expect(refused).toBeGreaterThanOrEqual(10);
    expect(refused).toBeLessThanOrEqual(11);
    expect(codeOf(await signIn('ana', PASSWORD, '10.2.0.1'))).toEqual([429, 'TOO_MANY_GUESSES']);
    desk.house.clock.at += 15 * 60_000;
    expect((await signIn('ana', PASSWORD, '10.2.0.1')).statusCode).toBe(200);
  });

  test('hashes a password again when the cost has gone up, and it stays the same password', async () => {
    await somebody();
    await desk.app.close();
    await serve({ cost: { ...CHEAP, passes: 2 } });
    const kept = () =>
      desk.house.database.tables<{ accounts: { password: string } }>().selectFrom('accounts').selectAll();
    const before = await kept().executeTakeFirstOrThrow();
    expect(before.password).toContain('m=8,t=1,p=1');
    await signIn('ana', PASSWORD);
    expect((await kept().executeTakeFirstOrThrow()).password).toContain('m=8,t=2,p=1');
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
  });

  test('again ends the session that this browser had, and leaves another browser’s', async () => {
    const first = await somebody();
    const other = browserOf(await signIn('ana', PASSWORD));
    const answer = await call(
      'POST',
      '/api/v1/session',
      { person: 'ana', password: PASSWORD },
      { cookie: first.cookie },
    );
    expect(browserOf(answer).cookie).not.toBe(first.cookie);
    expect((await call('GET', '/api/v1/me', undefined, by(first))).statusCode).toBe(401);
    expect((await call('GET', '/api/v1/me', undefined, by(other))).statusCode).toBe(200);
  });

  test('keeps neither password nor token where the database shows it', async () => {
    const { cookie } = await somebody();
    const tables = desk.house.database.tables<Record<'accounts' | 'sessions' | 'account_invitations', object>>();
    const rows = [
      await tables.selectFrom('accounts').selectAll().execute(),
      await tables.selectFrom('sessions').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });
});
