import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgreementBody, RootList, ScanProof, ShareList } from '@garita/api';
import { decodeProof, verifyProof } from '@garita/exchange/verify-proof';
import { trustCrypto } from '@garita/node-crypto';
import { toHex } from '@garita/trust';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;
let shared: string;
let kept: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-proof-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
  const scan = await border.mx.scan();
  shared = await mx.admit(scan);
  await mx.decide(scan.hash);
  kept = await mx.admit(await border.mx.scan({ change: { ooi: { kind: 'person', ids: [] } } }));
  const sent = async () => (await us.received()).filter(({ receipt_state }) => receipt_state === 'sent');
  await until('both receipts', async () => (await sent()).length === 2);
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function get<Body>(house: House, path: string, role = 'auditor'): Promise<Body> {
  const answer = await house.people.inject({ url: `/api/v1/${path}`, headers: { authorization: `Bearer ${role}` } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

test('a shared scan is proven on both sides by the same signed parts', async () => {
  const own = await get<ScanProof>(mx, `scans/${shared}/proof`);
  const theirs = await get<ScanProof>(us, `scans/${shared}/proof`);
  expect([own.side, theirs.side]).toEqual(['own', 'received']);
  for (const proof of [own, theirs]) {
    expect(proof.sender.agency).toBe('mx');
    expect(proof.recipient).toMatchObject({ agency: 'us' });
    expect(proof.recipient?.receipt).toBe(own.recipient?.receipt);
    expect(proof.decisions).toMatchObject([{ agency: 'mx' }]);
  }
  expect(theirs.statement).toBe(own.statement);
  expect(theirs.admitted).toMatchObject({ index: own.admitted.index, record: own.admitted.record });
  expect(theirs.share).toMatchObject({ share: own.share?.share, agreement: own.share?.agreement });
});

test('what is served is verified step by step, on both sides, and differs by what has not happened', async () => {
  const roots = [border.mx.root.certificate, border.us.root.certificate];
  for (const [house, scan, open] of [
    [mx, shared, ['objects']],
    [us, shared, ['objects']],
    [mx, kept, ['objects', 'agreement', 'shared', 'receipt', 'partner-log']],
  ] as const) {
    const parts = decodeProof(await get<ScanProof>(house, `scans/${scan}/proof`));
    const steps = await verifyProof(trustCrypto, parts, { roots, at: Date.now() });
    expect(steps.filter(({ ok }) => ok === false)).toEqual([]);
    expect(steps.filter(({ ok }) => ok === 'not-yet').map(({ step }) => step)).toEqual(open);
  }
});

test('a scan that was not shared is proven too, and says so', async () => {
  const proof = await get<ScanProof>(mx, `scans/${kept}/proof`);
  expect(proof).toMatchObject({ side: 'own', share: null, decisions: [], recipient: { agency: 'us', receipt: null } });
  expect(proof.admitted.proof).toContain('c2sp.org/tlog-proof@v1');
});

test('the proof is for those who have to check it', async () => {
  const ask = (role: string, scan: string) =>
    mx.people.inject({ url: `/api/v1/scans/${scan}/proof`, headers: { authorization: `Bearer ${role}` } });
  for (const role of ['official', 'evaluator', 'equipment-authority'])
    expect((await ask(role, shared)).statusCode).toBe(403);
  for (const scan of ['0'.repeat(64), 'x'])
    expect((await ask('analyst', scan)).json()).toMatchObject({ error: { code: 'SCAN_UNKNOWN' } });
  const hidden = await us.people.inject({ url: `/api/v1/scans/${kept}/proof` });
  expect(hidden.statusCode).toBe(404);
});

test('the roots are shown to be compared by voice', async () => {
  const { roots } = await get<RootList>(us, 'roots', 'official');
  expect(roots.map(({ agency, own }) => `${agency} ${own}`)).toEqual(['us true', 'mx false']);
  expect(roots[1]?.certificate).toBe(Buffer.from(border.mx.root.certificate).toString('base64'));
});

test('the agreement is shown with its policy, clause by clause, and shares name the clause that let them go', async () => {
  const agreement = await get<AgreementBody>(mx, 'agreement', 'official');
  expect(agreement).toMatchObject({ hash: toHex(border.agreement.signed.hash), parties: ['mx', 'us'] });
  const { shares } = await get<ShareList>(mx, `shares?scan=${shared}`);
  expect(shares.map(({ item, by }) => `${item} ${by}`).sort()).toEqual(['decision null', 'scan null']);
  for (const { policies } of shares) {
    const [clause] = agreement.clauses.filter(({ id }) => policies.includes(id));
    expect(clause).toMatchObject({ effect: 'permit', words: { en: expect.stringContaining('Scans of goods') } });
  }
});

test('what went out and what came can be asked for one scan alone', async () => {
  expect((await get<ShareList>(mx, `shares?scan=${kept}`)).shares).toEqual([]);
  const { received } = await get<{ received: { item: string }[] }>(us, `received?scan=${shared}`);
  expect(received.map(({ item }) => item).sort()).toEqual(['decision', 'scan']);
  expect((await mx.people.inject({ url: '/api/v1/shares?scan=zz' })).statusCode).toBe(400);
});
