import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@garita/trust';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import type { EquipmentStanding } from './exchange-needs.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;
let standing: EquipmentStanding;

const good: EquipmentStanding = { state: 'good', configurationStatus: 'approved' };
const lost: EquipmentStanding = {
  state: 'lost',
  reasons: [{ code: 'CONFIGURATION_SUSPENDED', detail: 'configuration portal-1 is suspended' }],
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-hand-'));
  border = await makeBorder(folder);
  standing = good;
  mx = await border.open('mx', { change: { standing: async () => standing } });
  us = await border.open('us');
});
afterEach(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

const ask = (scan: string, role = 'exchange-officer') =>
  mx.people.inject({
    method: 'POST',
    url: `/api/v1/scans/${scan}/share`,
    headers: { authorization: `Bearer ${role}` },
  });
const offer = (scan: string, state: string) =>
  until(`an offer that is ${state}`, async () =>
    (await mx.offers()).find((row) => row.subject === scan && row.state === state),
  );
const receipted = (subject: string) =>
  until('the receipt', async () =>
    (await mx.shares()).find((row) => row.subject === subject && row.state === 'receipted'),
  );

test('a withheld scan goes out with its decision once the policy permits, and the person who asked is on record', async () => {
  standing = { state: 'good', configurationStatus: 'conditional' };
  const scan = await border.mx.scan();
  const hash = await mx.admit(scan, undefined, undefined, 'conditional');
  const decision = await mx.decide(scan.hash);
  await offer(hash, 'withheld');
  await offer(decision, 'withheld');

  const again = await ask(hash);
  expect([again.statusCode, again.json().error.code]).toEqual([409, 'POLICY_WITHHOLDS']);
  expect(again.json().error.detail).toMatch(/^only-approved-configurations \(3\. Only from configurations approved/);
  expect(await offer(hash, 'withheld')).toMatchObject({
    asked_by: 'exchange-officer',
    ruling: expect.stringContaining('"by":"exchange-officer"'),
  });

  standing = good;
  const answer = await ask(hash, 'supervisor');
  expect([answer.statusCode, answer.json()]).toEqual([200, { scan: hash, state: 'asked' }]);
  await Promise.all([receipted(hash), receipted(decision)]);
  const { shares } = (await mx.people.inject({ url: `/api/v1/shares?scan=${hash}` })).json();
  expect(shares.map(({ by, policies }: { by: string; policies: string[] }) => [by, ...policies])).toEqual([
    ['supervisor', 'goods-at-guarded-sites'],
    ['supervisor', 'goods-at-guarded-sites'],
  ]);
  expect(mx.notes.find((note) => note.scan === hash && note.step === 'shared')).toMatchObject({ by: 'supervisor' });
  expect((await ask(hash)).json()).toEqual({ scan: hash, state: 'shared' });
});

test('a share that was taken back before it left goes out as what the log says of it', async () => {
  await us.close();
  const first = await mx.admit(await border.mx.scan());
  await until('the outage', async () => (await mx.exchange.state()).reach === 'down');
  const before = (await mx.shares()).find((row) => row.scan === first);
  standing = lost;
  us = await border.open('us');
  await offer(first, 'withheld');
  expect((await ask(first)).json().error.detail).toContain('CONFIGURATION_SUSPENDED');
  standing = good;
  expect((await ask(first)).statusCode).toBe(200);
  expect(await receipted(first)).toMatchObject({ leaf: before?.leaf, log_index: before?.log_index });
  const [share] = (await mx.people.inject({ url: `/api/v1/shares?scan=${first}` })).json().shares;
  expect(share).toMatchObject({ by: 'exchange-officer', policies: ['goods-at-guarded-sites'], reasons: [] });
});

test('a scan from before there was a partner goes out by hand, with what was decided then', async () => {
  const scan = await border.mx.scan();
  const hash = toHex(scan.hash);
  await mx.store(scan);
  await mx.admitQuietly(scan);
  const decision = await mx.decide(scan.hash);
  expect(await mx.offers()).toEqual([]);
  const [one, other] = await Promise.all([ask(hash), ask(hash, 'supervisor')]);
  expect([one.statusCode, other.statusCode]).toEqual([200, 200]);
  await Promise.all([receipted(hash), receipted(decision)]);
  expect((await mx.offers()).map(({ item }) => item)).toEqual(['scan', 'decision']);
});

test('it is for exchange officers and supervisors, for admitted scans, under an agreement', async () => {
  const person = await mx.admit(await border.mx.scan({ change: { ooi: { kind: 'person', ids: [] } } }));
  await offer(person, 'withheld');
  for (const role of ['analyst', 'auditor', 'administrator', 'official'])
    expect((await ask(person, role)).statusCode).toBe(403);
  expect((await ask(person)).json().error).toMatchObject({
    code: 'POLICY_WITHHOLDS',
    detail: expect.stringContaining('never-persons'),
  });
  for (const scan of ['0'.repeat(64), 'x']) expect((await ask(scan)).json().error.code).toBe('SCAN_UNKNOWN');
  standing = { state: 'unknown' };
  expect((await ask(person)).statusCode).toBe(503);
});
