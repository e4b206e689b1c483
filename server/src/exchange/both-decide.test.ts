import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScanProof } from '@garita/api';
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

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-both-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

const receipted = (house: House, subject: string) =>
  until('a receipt', async () =>
    (await house.shares()).find((row) => row.subject === subject && row.state === 'receipted'),
  );

test('a verified scan of the partner’s is handed to the rooms that open its case, once, with its objects', async () => {
  const scan = await border.mx.scan();
  const hash = await mx.admit(scan);
  await receipted(mx, hash);
  const opened = us.opened.filter((one) => one.scan === hash);
  expect(opened).toMatchObject([{ sender: 'mx', parsed: { scanId: scan.statement.scanId } }]);
  expect(opened[0]?.objects.map(({ sha256 }) => sha256)).toEqual(scan.objects.map(({ sha256 }) => sha256));
  expect(mx.opened).toEqual([]);
});

test('both agencies decide about one scan, and each has both decisions, signed, logged and proven', async () => {
  const scan = await border.mx.scan();
  const hash = await mx.admit(scan);
  await receipted(mx, hash);
  const ours = await mx.decide(scan.hash);
  const theirs = await us.decide(scan.hash);
  await Promise.all([receipted(mx, ours), receipted(us, theirs)]);

  expect(us.told.filter((one) => one.scan === hash)).toMatchObject([{ agency: 'mx', decision: { by: 'analyst' } }]);
  const [back] = mx.told.filter((one) => one.scan === hash);
  expect(back).toMatchObject({ agency: 'us', decision: { agency: 'us', decision: 'release' } });
  expect(back && toHex(back.decision.hash)).toBe(theirs);
  const [entry] = (await mx.received()).filter(({ subject }) => subject === theirs);
  expect([entry?.state, entry?.entry_index]).toEqual(['verified', back?.logIndex]);
  expect((await us.shares()).find(({ subject }) => subject === theirs)).toMatchObject({ item: 'decision', scan: hash });
  const [offer] = (await us.offers()).filter(({ subject }) => subject === theirs);
  expect(JSON.parse(offer?.ruling ?? '{}')).toMatchObject({ permitted: true, policies: ['decisions-go-back'] });

  const roots = [border.mx.root.certificate, border.us.root.certificate];
  for (const house of [mx, us]) {
    const { statusCode, body } = await house.people.inject({ url: `/api/v1/scans/${hash}/proof` });
    expect(statusCode, body).toBe(200);
    const parts = decodeProof(JSON.parse(body) as ScanProof);
    expect(parts.decisions.map(({ agency }) => agency).sort()).toEqual(['mx', 'us']);
    const steps = await verifyProof(trustCrypto, parts, { roots, at: Date.now() });
    expect(steps.filter(({ ok, step }) => ok !== true && step !== 'objects')).toEqual([]);
  }
});

test('a decision goes back only under a policy that says so', async () => {
  const own = await mkdtemp(join(tmpdir(), 'garita-both-'));
  const policy = '@id("scans-only") permit (principal, action, resource) when { resource.item == "scan" };';
  const strict = await makeBorder(own, { policy });
  const houses = await Promise.all([strict.open('mx'), strict.open('us')]);
  const [sender, receiver] = houses;
  try {
    const scan = await strict.mx.scan();
    await receipted(sender, await sender.admit(scan));
    const decision = await receiver.decide(scan.hash);
    const offer = await until('the ruling', async () =>
      (await receiver.offers()).find(({ subject, state }) => subject === decision && state !== 'waiting'),
    );
    expect(offer.state).toBe('withheld');
    expect(sender.told).toEqual([]);
  } finally {
    await Promise.all(houses.map((house) => house.close()));
    await rm(own, { recursive: true, force: true });
  }
});

test('a decision about a scan that was never handed over is refused, and the refusal is a logged answer', async () => {
  const scan = await border.mx.scan();
  const stranger = await border.us.scan();
  await receipted(mx, await mx.admit(scan));
  const push = await us.decisionByHand(stranger.hash);
  const answer = await us.push(push);
  expect(answer).toMatchObject({
    status: 202,
    body: { state: 'refused', reasons: [{ code: 'DECISION_SCAN_UNKNOWN' }] },
  });
  expect(mx.told.filter((one) => one.scan === toHex(stranger.hash))).toEqual([]);
});
