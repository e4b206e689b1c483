// The people's server with accounts and sessions, and a browser that asks it, for the tests of signing in.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SessionBody, session } from '@garita/api';
import { generateP256 } from '@garita/node-crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect } from 'vitest';
import { type AgencySettings, agencyPaths } from '../agency-settings.ts';
import { flowRoutes } from '../flow/routes.ts';
import { openWalkBook } from '../flow/walk-book.ts';
import { walkMigrations } from '../flow/walk-table.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { allow, isStillKnown, personOf, requirePerson } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { accountRoutes } from './account-routes.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { apiKeys } from './api-keys.ts';
import { readDemoAccounts } from './demo-accounts.ts';
import { readDemoKey } from './demo-key.ts';
import { GuessLimit } from './guess-limit.ts';
import { openPasswords, type Passwords } from './passwords.ts';
import { peopleMigrations } from './people-table.ts';
import { sessionCookie, sessionRoutes } from './session-routes.ts';
import { openSessions } from './sessions.ts';
import { GUESSES_AT_AN_ACCOUNT } from './sign-in.ts';

export const PASSWORD = 'cuatro caballos verdes';
export const HOUR_MS = 3_600_000;
/** Argon2id at its least, so that the tests are fast; the real cost is in `password-hash.test.ts`. */
export const CHEAP = { memory: 8, passes: 1, parallelism: 1 };

/** What stands at this moment; `serve` fills it in. */
interface PeopleDesk {
  house: TestHouse;
  app: FastifyInstance;
  accounts: Accounts;
  keys: ReturnType<typeof apiKeys>;
  codeFile: string;
  /** How many times a password was worked on. */
  hashed: number;
}

export const desk = {} as PeopleDesk;

interface Setting {
  readonly url?: string;
  readonly sample?: boolean;
  /** Whether demo-accounts.json is in the folder. */
  readonly demoFile?: boolean;
  readonly cost?: typeof CHEAP;
}

/** The people's server of an agency, without its other rooms; answers the id of the officer whose key is in the folder. */
export async function serve({
  url = 'http://mx.localhost:8480',
  sample = false,
  demoFile = false,
  cost = CHEAP,
}: Setting) {
  const { clock, database, dir, world } = desk.house;
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
  desk.accounts = openAccounts({ database, clock, agency: 'mx', demoPeople });
  const sessions = openSessions({ database, clock, demoPeople });
  desk.keys = apiKeys({ database, clock, agency: 'mx' });
  desk.codeFile = paths.administratorCode;
  const book = openWalkBook(database);
  desk.app = buildPeopleServer({ report: (error) => desk.house.reports.push(error), url });
  desk.app.addHook('onClose', () => book.close());
  await desk.app.register(async (open) =>
    sessionRoutes(open, {
      database,
      clock,
      agency: 'mx',
      settings,
      accounts: desk.accounts,
      sessions,
      demoPeople,
      passwords,
      file: desk.codeFile,
      guesses: new GuessLimit(clock),
      guessesAtAccount: new GuessLimit(clock, GUESSES_AT_AN_ACCOUNT),
      demoKey: (person) => readDemoKey(person, { settings, paths, descriptor: world.descriptor }),
    }),
  );
  await desk.app.register(async (guarded) => {
    requirePerson(guarded, {
      authenticate: desk.keys.authenticate,
      sessions: { cookie: sessionCookie('mx'), ownUrl: url, find: sessions.find },
      guests: demoPeople.length > 0,
    });
    accountRoutes(guarded, desk.accounts);
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
      desk.hashed++;
      return passwords.check(...args);
    },
  };
}

/** A new house for each test. */
export function eachInItsHouse(): void {
  beforeEach(async () => {
    desk.hashed = 0;
    desk.house = await openTestHouse(peopleMigrations, walkMigrations);
  });
  afterEach(async () => {
    await desk.app.close();
    await desk.house.close();
    expect(desk.house.reports).toEqual([]);
  });
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export const call = (
  method: Method,
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
  from = '10.0.0.1',
) => desk.app.inject({ method, url, headers, remoteAddress: from, ...(payload ? { payload } : {}) });
export type Answer = Awaited<ReturnType<typeof call>>;
export const codeOf = (answer: Answer) => [answer.statusCode, answer.json().error?.code];

export interface Browser {
  readonly cookie: string;
  readonly csrf: string;
  readonly body: SessionBody;
}

export function browserOf(answer: Answer): Browser {
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const body = session.parse(answer.json());
  return { cookie, csrf: body.csrf ?? '', body };
}

export const by = ({ cookie, csrf }: Browser) => ({ cookie, 'x-garita-csrf': csrf, 'sec-fetch-site': 'same-origin' });
export const signIn = (person: string, password: string, from?: string) =>
  call('POST', '/api/v1/session', { person, password }, {}, from);

/** An account with a password, signed in. */
export async function somebody(person = 'ana', roles: ('analyst' | 'administrator')[] = ['analyst']) {
  const { code } = await desk.accounts.create({ person, displayName: `Señora ${person}`, roles }, 'test');
  return browserOf(await call('POST', '/api/v1/session/invitation', { code, person, password: PASSWORD }));
}
