import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES, type Role } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAgency } from './create-agency.ts';
import { freePort } from './exchange/border-parts.fixture.ts';
import { type RunningServer, startServer } from './main.ts';

// Every role at every path of the people's API, on a server as it runs; the bundle, which takes a partner, is in
// `exchange/bundles.test.ts`.

const HASH = 'ab'.repeat(32);
const everybody: readonly Role[] = ROLES;
const administrators: readonly Role[] = ['administrator'];
const checked: readonly Role[] = ['administrator', 'auditor'];
const evaluating: readonly Role[] = ['evaluator', 'equipment-authority'];
const reviewers: readonly Role[] = ['analyst', 'supervisor'];
/** Who may see images, and what was decided on them. */
const readers: readonly Role[] = ['analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator'];
const matrix: readonly [string, string, readonly Role[]][] = [
  ['GET', '/me', everybody],
  ['GET', '/accounts', checked],
  ['POST', '/accounts', administrators],
  ['PATCH', '/accounts/nobody', administrators],
  ['POST', '/accounts/nobody/invitation', administrators],
  ['GET', '/keys', checked],
  ['POST', '/keys', administrators],
  ['DELETE', '/keys/nobody', administrators],
  ['POST', '/enrolments', administrators],
  ['DELETE', '/enrolments/nobody', administrators],
  ['GET', '/status', everybody],
  ['GET', '/register', everybody],
  ['GET', '/trust-list', everybody],
  ['GET', '/equipment', everybody],
  ['GET', '/equipment/configurations/nobody', everybody],
  ['GET', '/equipment/devices/nobody', everybody],
  ['GET', '/equipment/records/supplier', everybody],
  ['PUT', '/equipment/records/supplier/nobody', evaluating],
  ['POST', '/equipment/documents?name=x.pdf', evaluating],
  ['GET', `/equipment/documents/${HASH}`, everybody],
  ['POST', '/equipment/configurations/nobody/evaluation', evaluating],
  ['GET', '/equipment/decisions', everybody],
  ['POST', '/equipment/decisions', evaluating],
  ['DELETE', `/equipment/decisions/${HASH}`, evaluating],
  ['GET', '/equipment/next-decision?kind=device&id=nobody', everybody],
  ['GET', '/equipment/signing', everybody],
  ['POST', `/equipment/signing/trust-list/${HASH}`, evaluating],
  ['GET', '/equipment/effect?kind=device&id=nobody&to=suspended', everybody],
  ['GET', '/equipment/calendar?days=30', everybody],
  ['GET', '/equipment/installed', everybody],
  ['GET', '/equipment/flags', everybody],
  ['GET', '/equipment/configurations/nobody/briefing?language=es', everybody],
  ['GET', '/equipment/briefings', everybody],
  ['POST', '/equipment/briefings', ['equipment-authority']],
  ['GET', `/equipment/briefings/${HASH}`, everybody],
  ['GET', `/equipment/briefings/${HASH}/pdf?language=es`, everybody],
  ['POST', `/equipment/briefings/${HASH}/acknowledgement`, everybody.filter((role) => role !== 'auditor')],
  ['GET', '/equipment/refusals', ['equipment-authority', 'auditor']],
  ['GET', '/flow/rates', everybody],
  ['GET', '/flow/sites', everybody],
  ['GET', '/alarms', everybody.filter((role) => role !== 'evaluator')],
  ['GET', '/log/entries', everybody.filter((role) => role !== 'analyst' && role !== 'evaluator')],
  ['GET', '/devices', everybody.filter((role) => role !== 'analyst')],
  ['GET', '/scans', everybody],
  ['GET', `/scans/${HASH}`, everybody],
  ['GET', `/objects/${HASH}`, readers],
  ['GET', '/inspections', [...readers, 'official']],
  ['GET', `/inspections/${HASH}`, [...readers, 'official']],
  ['GET', '/review-rules', [...readers, 'official']],
  ['POST', '/inspections/next', reviewers],
  ['POST', `/inspections/${HASH}/claim`, reviewers],
  ['POST', `/inspections/${HASH}/release`, reviewers],
  ['POST', `/inspections/${HASH}/decision`, reviewers],
];

let folder: string;
let server: RunningServer;
const keys = new Map<Role, string>();

const ask = (method: string, path: string, key?: string, body?: object) =>
  fetch(`http://127.0.0.1:${server.people.port}/api/v1${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const keyOf = async (answer: Response) => ((await answer.json()) as { key: string }).key;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-roles-'));
  const made = await createAgency(join(folder, 'mx'), {
    agency: 'mx',
    name: { es: 'México', en: 'Mexico' },
    sample: true,
    people: { host: '127.0.0.1', port: await freePort() },
    machines: { host: '127.0.0.1', port: await freePort() },
    officers: [{ id: 'equipment-1', name: 'Autoridad', role: 'equipment-authority' }],
    origin: 'mx.example/log',
    now: Date.now(),
  });
  const logger = { info() {}, alarm() {}, error() {} };
  server = await startServer({ folder: made.dir, version: 'test', logger });
  const code = { code: made.administratorCode, person: 'rosa' };
  const administrator = await keyOf(await ask('POST', '/administrator', undefined, code));
  for (const role of ROLES)
    keys.set(role, await keyOf(await ask('POST', '/keys', administrator, { person: role, roles: [role] })));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(matrix)('%s %s', (method, path, allowed) => {
  test('is for nobody without a key', async () => {
    expect((await ask(method, path)).status).toBe(401);
  });

  test.each(ROLES)('%s', async (role) => {
    const { status } = await ask(method, path, keys.get(role));
    if (allowed.includes(role)) expect([401, 403, 500]).not.toContain(status);
    else expect(status).toBe(403);
  });
});

test('the auditor changes nothing, anywhere', () => {
  expect(matrix.filter(([method, , allowed]) => method !== 'GET' && allowed.includes('auditor'))).toEqual([]);
});

test('a session opens what a key of the same roles opens, and no more', async () => {
  const invited = await ask('POST', '/accounts', keys.get('administrator'), {
    person: 'e.cruz',
    displayName: 'Eva Cruz',
    roles: ['auditor'],
  });
  const { code } = (await invited.json()) as { code: string };
  const signedIn = await ask('POST', '/session/invitation', undefined, {
    code,
    person: 'e.cruz',
    password: 'cuatro caballos verdes',
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrf } = (await signedIn.json()) as { csrf: string };
  for (const [method, path, allowed] of matrix) {
    const headers = { cookie, 'x-garita-csrf': csrf };
    const { status } = await fetch(`http://127.0.0.1:${server.people.port}/api/v1${path}`, { method, headers });
    if (allowed.includes('auditor'))
      expect([method, path, [401, 403, 500].includes(status)]).toEqual([method, path, false]);
    else expect([method, path, status]).toEqual([method, path, 403]);
  }
});
