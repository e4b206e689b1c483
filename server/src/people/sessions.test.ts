import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { type SessionBody, session } from '@garita/api';
import { generateP256 } from '@garita/node-crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AgencySettings, agencyPaths } from '../agency-settings.ts';
import { flowRoutes } from '../flow/routes.ts';
import { openWalkBook } from '../flow/walk-book.ts';
import { walkMigrations } from '../flow/walk-table.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { allow, isStillKnown, personOf, requirePerson } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { accountRoutes } from './account-routes.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { writeAdministratorCode } from './administrator-code.ts';
import { apiKeys } from './api-keys.ts';
import { readDemoAccounts } from './demo-accounts.ts';
import { readDemoKey } from './demo-key.ts';
import { GuessLimit } from './guess-limit.ts';
import { openPasswords, type Passwords } from './passwords.ts';
import { peopleMigrations } from './people-table.ts';
import { sessionCookie, sessionRoutes } from './session-routes.ts';
import { openSessions } from './sessions.ts';
import { GUESSES_AT_AN_ACCOUNT } from './sign-in.ts';

const PASSWORD = 'cuatro caballos verdes';
const HOUR_MS = 3_600_000;
/** Argon2id at its least, so that the tests are fast; the real cost is in `password-hash.test.ts`. */
const CHEAP = { memory: 8, passes: 1, parallelism: 1 };

let house: TestHouse;
let app: FastifyInstance;
let accounts: Accounts;
let keys: ReturnType<typeof apiKeys>;
let codeFile: string;
/** How many times a password was worked on. */
let hashed: number;

interface Setting {
  readonly url?: string;
  readonly sample?: boolean;
  /** Whether demo-accounts.json is in the folder. */
  readonly demoFile?: boolean;
  readonly cost?: typeof CHEAP;
}

async function serve({ url = 'http://mx.localhost:8480', sample = false, demoFile = false, cost = CHEAP }: Setting) {
  const { clock, database, dir, world } = house;
  const paths = agencyPaths(join(dir, 'agency'));
  const settings: AgencySettings = {
    version: 1,
    agency: 'mx',
    name: { es: 'México', en: 'Mexico' },
    people: { host: '127.0.0.1', port: 8480, url },
    machines: { host: '127.0.0.1', port: 8481, url: 'https://127.0.0.1:8481' },
    sample,
  };
  await mkdir(join(dir, 'agency', 'officers'), { recursive: true });
  const officer = world.descriptor.officers[0]?.id ?? '';
  await writeFile(paths.officerKey(officer), `DEMO key\n${generateP256().privatePem}`);
  const demo = [
    { person: officer, name: { es: 'Analista', en: 'Analyst' }, roles: ['analyst'] },
    { person: 'auditor', name: { es: 'Auditor', en: 'Auditor' }, roles: ['auditor'] },
  ];
  if (demoFile) await writeFile(paths.demoAccounts, JSON.stringify({ accounts: demo }));
  const demoPeople = await readDemoAccounts(settings, paths);
  const passwords = counted(openPasswords(cost));
  accounts = openAccounts({ database, clock, agency: 'mx', demoPeople });
  const sessions = openSessions({ database, clock, demoPeople });
  keys = apiKeys({ database, clock, agency: 'mx' });
  codeFile = paths.administratorCode;
  const book = openWalkBook(database);
  app = buildPeopleServer({ report: (error) => house.reports.push(error), url });
  app.addHook('onClose', () => book.close());
  await app.register(async (open) =>
    sessionRoutes(open, {
      database,
      clock,
      agency: 'mx',
      settings,
      accounts,
      sessions,
      demoPeople,
      passwords,
      file: codeFile,
      guesses: new GuessLimit(clock),
      guessesAtAccount: new GuessLimit(clock, GUESSES_AT_AN_ACCOUNT),
      demoKey: (person) => readDemoKey(person, { settings, paths, descriptor: world.descriptor }),
    }),
  );
  await app.register(async (guarded) => {
    requirePerson(guarded, {
      authenticate: keys.authenticate,
      sessions: { cookie: sessionCookie('mx'), ownUrl: url, find: sessions.find },
      guests: demoPeople.length > 0,
    });
    accountRoutes(guarded, accounts);
    const status = () => Promise.reject(new Error('not asked'));
    flowRoutes(guarded, { book, status, stillKnown: isStillKnown, heartbeatMs: 10 });
    guarded.get('/api/v1/shares', async (asked) => personOf(asked));
    guarded.get('/api/v1/me', async (asked) => personOf(asked));
    guarded.post('/analysts', { onRequest: allow('analyst') }, async (asked) => personOf(asked).person);
  });
  return officer;
}

function counted(passwords: Passwords): Passwords {
  return {
    hash: passwords.hash,
    check: (...args) => {
      hashed++;
      return passwords.check(...args);
    },
  };
}

beforeEach(async () => {
  hashed = 0;
  house = await openTestHouse(peopleMigrations, walkMigrations);
});
afterEach(async () => {
  await app.close();
  await house.close();
  expect(house.reports).toEqual([]);
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const call = (method: Method, url: string, payload?: object, headers: Record<string, string> = {}, from = '10.0.0.1') =>
  app.inject({ method, url, headers, remoteAddress: from, ...(payload ? { payload } : {}) });
type Answer = Awaited<ReturnType<typeof call>>;
const codeOf = (answer: Answer) => [answer.statusCode, answer.json().error?.code];

interface Browser {
  readonly cookie: string;
  readonly csrf: string;
  readonly body: SessionBody;
}

function browserOf(answer: Answer): Browser {
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const body = session.parse(answer.json());
  return { cookie, csrf: body.csrf ?? '', body };
}

const by = ({ cookie, csrf }: Browser) => ({ cookie, 'x-garita-csrf': csrf, 'sec-fetch-site': 'same-origin' });
const signIn = (person: string, password: string, from?: string) =>
  call('POST', '/api/v1/session', { person, password }, {}, from);

/** An account with a password, signed in. */
async function somebody(person = 'ana', roles: ('analyst' | 'administrator')[] = ['analyst']) {
  const { code } = await accounts.create({ person, displayName: `Señora ${person}`, roles }, 'test');
  return browserOf(await call('POST', '/api/v1/session/invitation', { code, person, password: PASSWORD }));
}

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
    await app.close();
    await serve({ url: 'https://garita.mx.example' });
    const { code } = await accounts.create({ person: 'eva', displayName: 'Eva', roles: ['analyst'] }, 'test');
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
    await accounts.change('eva', { disabled: true });
    await accounts.create({ person: 'rosa', displayName: 'Rosa', roles: ['analyst'] }, 'test');
    const answers: unknown[] = [];
    for (const person of ['ana', 'nobody', 'eva', 'rosa']) {
      hashed = 0;
      const answer = await signIn(person, person === 'ana' ? `${PASSWORD}!` : PASSWORD);
      answers.push([answer.statusCode, answer.body, hashed]);
    }
    expect(answers[0]).toEqual([401, expect.stringContaining('SIGN_IN_REFUSED'), 1]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('cannot be tried for long from one address', async () => {
    await somebody();
    for (let n = 0; n < 10; n++) expect(codeOf(await signIn(`x${n}`, 'no'))).toEqual([401, 'SIGN_IN_REFUSED']);
    expect(codeOf(await signIn('ana', PASSWORD))).toEqual([429, 'TOO_MANY_GUESSES']);
    expect((await signIn('ana', PASSWORD, '10.0.0.2')).statusCode).toBe(200);
    house.clock.at += 60_000;
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
    house.clock.at += 15 * 60_000;
    expect((await signIn('ana', PASSWORD, '10.2.0.1')).statusCode).toBe(200);
  });

  test('hashes a password again when the cost has gone up, and it stays the same password', async () => {
    await somebody();
    await app.close();
    await serve({ cost: { ...CHEAP, passes: 2 } });
    const kept = () => house.database.tables<{ accounts: { password: string } }>().selectFrom('accounts').selectAll();
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
    const tables = house.database.tables<Record<'accounts' | 'sessions' | 'account_invitations', object>>();
    const rows = [
      await tables.selectFrom('accounts').selectAll().execute(),
      await tables.selectFrom('sessions').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
  });
});

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
    house.clock.at += 12 * HOUR_MS - 1;
    expect((await me(ana)).statusCode).toBe(200);
    house.clock.at += 12 * HOUR_MS - 1;
    expect((await me(ana)).statusCode).toBe(200);
    house.clock.at += 12 * HOUR_MS;
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
      house.clock.at += 12 * HOUR_MS - 1;
    }
    house.clock.at += 14;
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
  });

  test('is not kept alive by a page that only asks whether it still is', async () => {
    const ana = await somebody();
    const { expiresAt } = ana.body;
    house.clock.at += 6 * HOUR_MS;
    const asked = await call('GET', '/api/v1/session', undefined, { cookie: ana.cookie });
    expect(session.parse(asked.json()).expiresAt).toBe(expiresAt);
  });

  test('is written at most once a minute', async () => {
    const ana = await somebody();
    const seen = async () =>
      (await house.database.tables<{ sessions: { seen_at: number } }>().selectFrom('sessions').selectAll().execute())[0]
        ?.seen_at;
    const before = await seen();
    house.clock.at += 59_999;
    await me(ana);
    expect(await seen()).toBe(before);
    house.clock.at += 1;
    await me(ana);
    expect(await seen()).toBe(house.clock.at);
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
    const { key } = await keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
    const bearer = { authorization: `Bearer ${key}` };
    await accounts.change('ana', { disabled: true });
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
    expect(codeOf(await call('GET', '/api/v1/me', undefined, bearer))).toEqual([401, 'KEY_UNKNOWN']);
    await accounts.change('ana', { disabled: false });
    expect(codeOf(await me(ana))).toEqual([401, 'SESSION_MISSING']);
    expect((await call('GET', '/api/v1/me', undefined, bearer)).statusCode).toBe(200);
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
  });

  test('has the roles of this moment', async () => {
    const ana = await somebody();
    await accounts.change('ana', { roles: ['auditor'] });
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
    house.clock.at += 1;
    for (let n = 0; n < 16; n++) await signIn('ana', PASSWORD);
    expect((await me(first)).statusCode).toBe(401);
  });

  test('carries the stream of events, which ends with it', async () => {
    const ana = await somebody();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const address = app.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const stream = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      request({ port, path: '/api/v1/events', headers: { cookie: ana.cookie } }, resolve)
        .on('error', reject)
        .end();
    });
    expect([stream.statusCode, stream.headers['x-frame-options']]).toEqual([200, 'DENY']);
    const ended = new Promise((resolve) => stream.once('close', resolve));
    stream.resume();
    await accounts.change('ana', { disabled: true });
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
    const { key } = await keys.create({ person: 'ana', roles: ['analyst'] }, 'test');
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

describe('an invitation', () => {
  beforeEach(() => serve({}));
  const redeem = (code: string, person = 'ana', password = PASSWORD) =>
    call('POST', '/api/v1/session/invitation', { code, person, password });

  test('is made by an administrator, shown once, and sets a password once', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    const made = await call(
      'POST',
      '/api/v1/accounts',
      { person: 'ana', displayName: 'Ana', roles: ['analyst'] },
      by(rosa),
    );
    const { account, code } = made.json();
    expect([made.statusCode, account.active, account.createdBy]).toEqual([201, false, 'rosa']);
    expect((await call('GET', '/api/v1/accounts', undefined, by(rosa))).body).not.toContain(code);
    expect(browserOf(await redeem(code)).body).toMatchObject({ person: 'ana', roles: ['analyst'] });
    expect(codeOf(await redeem(code))).toEqual([410, 'CODE_USED']);
    expect((await call('GET', '/api/v1/accounts', undefined, by(rosa))).json().accounts).toMatchObject([
      { person: 'ana', active: true, disabledAt: null },
      { person: 'rosa', active: true },
    ]);
  });

  test('is for one person, for a week, and only the newest counts', async () => {
    const { code } = await accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    expect(codeOf(await redeem(code, 'rosa'))).toEqual([401, 'CODE_UNKNOWN']);
    const second = await accounts.invite('ana', 'test');
    expect(codeOf(await redeem(code))).toEqual([401, 'CODE_UNKNOWN']);
    house.clock.at += 7 * 24 * HOUR_MS;
    expect(codeOf(await redeem(second.code))).toEqual([410, 'CODE_EXPIRED']);
  });

  test('of a disabled account is worth nothing', async () => {
    const { code } = await accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    await accounts.change('ana', { disabled: true });
    expect(codeOf(await redeem(code))).toEqual([401, 'CODE_UNKNOWN']);
  });

  test('for a new password leaves the old one until it is used, and then ends every session', async () => {
    const ana = await somebody();
    const { code } = await accounts.invite('ana', 'test');
    expect((await signIn('ana', PASSWORD)).statusCode).toBe(200);
    await redeem(code, 'ana', 'ocho barcos lejanos');
    expect((await call('GET', '/api/v1/me', undefined, by(ana))).statusCode).toBe(401);
    expect(codeOf(await signIn('ana', PASSWORD))).toEqual([401, 'SIGN_IN_REFUSED']);
    expect((await signIn('ana', 'ocho barcos lejanos')).statusCode).toBe(200);
  });

  test.each([
    ['shorter than 15 characters', 'corta y simple', 400, 'BODY_MALFORMED'],
    ['of one letter', 'aaaaaaaaaaaaaaaaaaaa', 422, 'PASSWORD_PLAIN'],
    ['of names', 'ANA-garita-ana-garita', 422, 'PASSWORD_PLAIN'],
  ])('takes no password %s, and can be used all the same', async (_, password, status, code) => {
    const made = await accounts.create({ person: 'ana', displayName: 'Ana', roles: ['analyst'] }, 'test');
    expect(codeOf(await redeem(made.code, 'ana', password))).toEqual([status, code]);
    expect((await redeem(made.code)).statusCode).toBe(200);
  });

  test('cannot be guessed for long', async () => {
    for (let n = 0; n < 10; n++)
      expect(codeOf(await redeem(`mx-invite-${'A'.repeat(19)}${'BCDEFGHIJK'[n]}`))).toEqual([401, 'CODE_UNKNOWN']);
    expect(codeOf(await redeem(`mx-invite-${'A'.repeat(20)}`))).toEqual([429, 'TOO_MANY_GUESSES']);
  });

  test('may be the administrator code of the folder, for the first account', async () => {
    const code = await writeAdministratorCode(codeFile, 'mx', house.clock.at);
    expect(browserOf(await redeem(code, 'rosa')).body).toMatchObject({ person: 'rosa', roles: ['administrator'] });
    expect(codeOf(await redeem(code, 'eva'))).toEqual([410, 'CODE_USED']);
  });

  test('of the folder makes an administrator of somebody who was disabled: who can write there decides', async () => {
    await somebody('ana');
    await accounts.change('ana', { disabled: true });
    const code = await writeAdministratorCode(codeFile, 'mx', house.clock.at);
    expect(browserOf(await redeem(code, 'ana')).body.roles).toEqual(['analyst', 'administrator']);
  });
});

describe('accounts', () => {
  beforeEach(() => serve({}));
  const request = { person: 'ana', displayName: 'Ana', roles: ['analyst'] };

  test('are made once', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    expect((await call('POST', '/api/v1/accounts', request, by(rosa))).statusCode).toBe(201);
    expect(codeOf(await call('POST', '/api/v1/accounts', request, by(rosa)))).toEqual([409, 'ACCOUNT_EXISTS']);
  });

  test('that nobody has are neither changed nor invited', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    expect(codeOf(await call('PATCH', '/api/v1/accounts/nobody', { disabled: true }, by(rosa)))).toEqual([
      404,
      'ACCOUNT_UNKNOWN',
    ]);
    expect(codeOf(await call('POST', '/api/v1/accounts/nobody/invitation', undefined, by(rosa)))).toEqual([
      404,
      'ACCOUNT_UNKNOWN',
    ]);
  });

  test('change one thing and leave the others', async () => {
    const rosa = await somebody('rosa', ['administrator']);
    await call('POST', '/api/v1/accounts', request, by(rosa));
    const named = await call('PATCH', '/api/v1/accounts/ana', { displayName: 'Ana Díaz' }, by(rosa));
    expect(named.json()).toMatchObject({ displayName: 'Ana Díaz', roles: ['analyst'], disabledAt: null });
    const off = await call('PATCH', '/api/v1/accounts/ana', { disabled: true }, by(rosa));
    expect(off.json()).toMatchObject({ displayName: 'Ana Díaz', disabledAt: house.clock.at });
  });
});

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
    await app.close();
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
    const made = accounts.create({ person: 'auditor', displayName: 'A', roles: ['auditor'] }, 'test');
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
    await app.close();
    await serve({ sample: false });
    expect(codeOf(await keyFor(browser))).toEqual([401, 'SESSION_MISSING']);
  });
});
