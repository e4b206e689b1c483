import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustCrypto } from '@garita/node-crypto';
import { hashLeaf } from '@garita/transparency-log';
import { commit, toHex } from '@garita/trust';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-exchange-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

const settled = (scan: string, item = 'scan') =>
  until('an answer of the partner', async () =>
    (await mx.shares()).find((row) => row.scan === scan && row.item === item && row.closed_at !== null),
  );

test('a scan comes to the partner byte for byte, and its receipt comes back', async () => {
  const scan = await border.mx.scan({ files: [randomBytes(20_000_000), randomBytes(300), new Uint8Array()] });
  const hash = await mx.admit(scan);
  const share = await settled(hash);
  expect(share).toMatchObject({ state: 'receipted', reasons: '[]', last_error: null });
  const received = (await us.received()).find((row) => row.scan === hash);
  expect(received).toMatchObject({ share: share.leaf, state: 'verified', sender: 'mx' });
  for (const [index, object] of scan.objects.entries()) {
    const bytes = await us.blobs.readBytes(toHex(object.sha256), 0, object.size);
    expect(Buffer.compare(bytes ?? Buffer.alloc(0), scan.files[index] as Uint8Array)).toBe(0);
  }
  const steps = (house: House) => house.notes.filter((note) => note.scan === hash).map((note) => note.step);
  expect(steps(mx).sort()).toEqual(['delivered', 'receipted', 'shared']);
  expect(steps(us)).toEqual(['partner-received']);
  expect([mx.accidents, us.accidents]).toEqual([[], []]);
});

test('both sides log it: share and receipted here, received there, once each', async () => {
  const hash = await mx.admit(await border.mx.scan());
  const share = await settled(hash);
  const row = await until('the sent receipt', async () =>
    (await us.received()).find((received) => received.share === share.leaf && received.receipt_state === 'sent'),
  );
  expect(Buffer.compare(row.receipt ?? Buffer.alloc(0), share.receipt ?? Buffer.alloc(1))).toBe(0);
  expect((await us.log.opening(row.entry_leaf ?? ''))?.kind).toBe('received');
  expect((await mx.log.opening(share.leaf))?.kind).toBe('share');
});

test('the partner has the statement of a new scan within a second of its admission, as p95 of 20', async () => {
  const times: number[] = [];
  for (let n = 0; n < 20; n++) {
    const scan = await border.mx.scan({ files: [randomBytes(2_000)] });
    const hash = await mx.admit(scan);
    const admitted = Date.now();
    const row = await until('arrival', async () => (await us.received()).find((received) => received.scan === hash));
    times.push(row.arrived_at - admitted);
  }
  times.sort((left, right) => left - right);
  expect(times[18]).toBeLessThan(1_000);
});

test('many scans at once all arrive, each once', async () => {
  const before = (await us.received()).length;
  const scans = await Promise.all(
    Array.from({ length: 24 }, () => border.mx.scan({ files: [randomBytes(500)], change: {} })),
  );
  const hashes = await Promise.all(scans.map((scan) => mx.admit(scan)));
  await until('all receipts', async () => {
    const rows = await mx.shares();
    return hashes.every((hash) => rows.some((row) => row.scan === hash && row.state === 'receipted'));
  });
  expect((await us.received()).length - before).toBe(24);
});

test('a decision follows its scan and is receipted too', async () => {
  const scan = await border.mx.scan();
  const hash = await mx.admit(scan);
  const decision = await mx.decide(scan.hash);
  expect(await settled(hash, 'decision')).toMatchObject({ state: 'receipted', subject: decision });
  const rows = (await us.received()).filter((row) => row.scan === hash);
  expect(rows.map((row) => row.item)).toEqual(['scan', 'decision']);
});

test('a person is never shared: the policy denies it, and which one is kept', async () => {
  const scan = await border.mx.scan({ change: { ooi: { kind: 'person', ids: [] } } });
  const hash = await mx.admit(scan);
  await mx.decide(scan.hash);
  const offers = await until('both rulings', async () => {
    const rows = (await mx.offers()).filter((row) => row.scan === hash);
    return rows.length === 2 && rows.every((row) => row.state !== 'waiting') && rows;
  });
  expect(offers.map((row) => row.state)).toEqual(['withheld', 'withheld']);
  const together = await border.mx.scan({ change: { ooi: { kind: 'person', ids: [] } } });
  await mx.admit(together, undefined, await border.mx.decide(together.hash));
  await until('both rulings', async () => {
    const rows = (await mx.offers()).filter((row) => row.scan === toHex(together.hash));
    return rows.length === 2 && rows.every((row) => row.state === 'withheld');
  });
  expect(JSON.parse(offers[0]?.ruling ?? '{}')).toMatchObject({ permitted: false });
  expect(offers[1]?.ruling).toContain('the scan this decision is about is not shared');
  expect((await mx.shares()).some((row) => row.scan === hash)).toBe(false);
  expect((await us.received()).some((row) => row.scan === hash)).toBe(false);
});

test('a push repeated, also twenty times side by side, has one effect and one answer', async () => {
  const scan = await border.mx.scan();
  const push = await mx.shareByHand(scan);
  const answers = await Promise.all(Array.from({ length: 20 }, () => mx.push(push)));
  const share = answers[0]?.body.share;
  for (const answer of answers) expect(answer).toMatchObject({ status: 202, body: { share } });
  expect((await us.received()).filter((row) => row.share === share)).toHaveLength(1);
});

test('a refusal pushed twenty times side by side is logged once', async () => {
  const push = await mx.shareByHand(await border.mx.scan(), { agreement: new Uint8Array(32) });
  const before = us.log.state().size;
  const answers = await Promise.all(Array.from({ length: 20 }, () => mx.push(push)));
  for (const answer of answers) expect(answer).toMatchObject({ status: 202, body: { state: 'refused' } });
  expect(us.log.state().size - before).toBe(1);
});

test('a share of a scan that was not admitted is refused', async () => {
  const quarantined = await mx.push(await mx.shareByHand(await border.mx.scan(), { quarantined: true }));
  expect(quarantined).toMatchObject({ status: 422, body: { state: 'refused' } });
  const codes = (body: { reasons: { code: string }[] }) => body.reasons.map((reason) => reason.code);
  expect(codes(quarantined.body)).toContain('ADMISSION_PROOF_INVALID');
  expect((await us.received()).some((row) => row.share === quarantined.body.share)).toBe(false);
});

test('a share that names an admission which is not in the log is refused', async () => {
  const scan = await border.mx.scan();
  const admitted = await mx.admitQuietly(scan);
  const opening = { salt: randomBytes(32), record: admitted.opening?.record ?? new Uint8Array() };
  const leafHash = hashLeaf(trustCrypto.hasher, commit(trustCrypto.hasher, 'scan-admitted', opening));
  const push = await mx.shareByHand(scan, { admitted: { index: admitted.index, leafHash, opening } });
  expect(await mx.push(push)).toMatchObject({
    status: 422,
    body: { state: 'refused', reasons: [{ code: 'ADMISSION_PROOF_INVALID' }] },
  });
});

test('a share under another agreement is refused, and one for another agency is not even logged', async () => {
  const other = await mx.push(await mx.shareByHand(await border.mx.scan(), { agreement: new Uint8Array(32) }));
  expect(other).toMatchObject({ status: 202, body: { state: 'refused', reasons: [{ code: 'AGREEMENT_MISMATCH' }] } });
  const foreign = await mx.push(await mx.shareByHand(await border.mx.scan(), { recipient: 'ca' }));
  expect(foreign).toMatchObject({ status: 422, body: { state: 'refused' } });
  expect(JSON.stringify(foreign.body.reasons)).toContain('RECIPIENT_MISMATCH');
  expect((await us.received()).some((row) => row.share === foreign.body.share)).toBe(false);
});

test('a push that is no push is told so', async () => {
  expect(await mx.push(new Uint8Array([0xff, 0x00]))).toMatchObject({ status: 400 });
  expect(await mx.push(randomBytes(64 * 1024 + 1))).toMatchObject({ status: 413 });
});

test('any byte of a push that changed is refused, and the push as it was made is still taken', async () => {
  const push = await mx.shareByHand(await border.mx.scan());
  const kept = (await us.received()).length;
  const offsets = Array.from({ length: 60 }, (_, nth) => Math.floor((nth / 60) * push.length));
  for (const offset of offsets) {
    const changed = new Uint8Array(push);
    changed[offset] = (changed[offset] as number) ^ 0x01;
    expect([400, 422]).toContain((await mx.push(changed)).status);
  }
  expect(await us.received()).toHaveLength(kept);
  expect(await mx.push(push)).toMatchObject({ status: 202, body: { state: 'pulling' } });
});

test('lists for people say what went out, came in and was kept back', async () => {
  const shares = (await mx.people.inject('/api/v1/shares?limit=3')).json();
  expect(shares.shares).toHaveLength(3);
  expect(shares.shares[0]).toMatchObject({ recipient: 'us', item: expect.any(String) });
  const older = (await mx.people.inject(`/api/v1/shares?limit=3&before=${shares.next}`)).json();
  expect(older.shares[0].share).not.toBe(shares.shares[0].share);
  const received = (await us.people.inject('/api/v1/received?limit=500')).json().received;
  const verified = received.find(
    (row: { state: string; objects: unknown[] }) => row.state === 'verified' && row.objects.length,
  );
  expect(verified.objects.every((object: { have: boolean }) => object.have)).toBe(true);
  const withheld = (await mx.people.inject('/api/v1/withheld')).json().withheld;
  expect(withheld.map((row: { item: string }) => row.item).sort()).toEqual(['decision', 'decision', 'scan', 'scan']);
  expect(await mx.exchange.state()).toMatchObject({ partner: 'us', reach: 'up', waiting: 0, withheld: 4 });
});

test('each shows the other, as its witness, the last checkpoint it cosigned', async () => {
  const note = await mx.witness.lastCosigned();
  const hash = createHash('sha256').update(border.mx.log.origin).digest('hex');
  expect(note?.split('\n')[0]).toBe(border.mx.log.origin);
  const foreign = await mx.link.call({
    method: 'GET',
    path: `/witness/v1/${hash.replace(/./g, '0')}/checkpoint`,
    lane: 'control',
    maxAnswerBytes: 100,
  });
  expect(foreign.status).toBe(404);
});
