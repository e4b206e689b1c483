import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBundle, verifyBundle } from '@garita/exchange';
import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import { ROLES, toHex } from '@garita/trust';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../ports/check-report.ts';
import { until } from './border-parts.fixture.ts';
import { checkShares } from './check-shares.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { type Border, type House, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
let mx: House;
let us: House;
let scan: string;
let file: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-bundles-'));
  border = await makeBorder(folder);
  [mx, us] = await Promise.all([border.open('mx'), border.open('us')]);
  file = randomBytes(50_000);
  const made = await border.mx.scan({ files: [file, new Uint8Array()] });
  scan = await mx.admit(made);
  await mx.decide(made.hash);
  await until('both receipts', async () => {
    const sent = (await us.received()).filter((row) => row.receipt_state === 'sent');
    return sent.length === 2 && (await mx.shares()).every((row) => row.state === 'receipted');
  });
});
afterAll(async () => {
  await Promise.all([mx.close(), us.close()]);
  await rm(folder, { recursive: true, force: true });
});

const crypto = { ...trustCrypto, hashObject: () => new ChunkHasher() };
const report = (bytes: Buffer) =>
  verifyBundle(
    crypto,
    readBundle(
      (async function* () {
        yield bytes;
      })(),
    ),
    [border.mx.root.certificate, border.us.root.certificate],
    Date.now(),
  );

test.each(['mx', 'us'] as const)('%s exports a bundle that proves it offline, decision included', async (agency) => {
  const house = agency === 'mx' ? mx : us;
  const answer = await house.people.inject(`/api/v1/scans/${scan}/bundle`);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/x-tar');
  expect(answer.rawPayload.length).toBe(Number(answer.headers['content-length']));
  expect(await report(answer.rawPayload)).toMatchObject({ verified: true, problems: [] });
  expect(answer.rawPayload.includes(file)).toBe(true);
  expect(answer.rawPayload.includes('decision.cose')).toBe(true);
});

test.each(ROLES)(
  'a bundle, which holds the images, is for those who answer for the exchange, and check it: %s',
  async (role) => {
    const headers = { authorization: `Bearer ${role}` };
    const answer = await mx.people.inject({ url: `/api/v1/scans/${'0'.repeat(64)}/bundle`, headers });
    const may = ['exchange-officer', 'supervisor', 'auditor', 'administrator'].includes(role);
    expect(answer.statusCode).toBe(may ? 404 : 403);
  },
);

test('a scan that was not shared has no bundle', async () => {
  for (const [name, status] of [
    ['0'.repeat(64), 404],
    ['x', 404],
  ] as const) {
    const answer = await mx.people.inject(`/api/v1/scans/${name}/bundle`);
    expect(answer.statusCode).toBe(status);
  }
});

async function problemsOf(house: House, other: House, sound: ReadonlySet<string>): Promise<Problem[]> {
  const problems: Problem[] = [];
  await checkShares(
    {
      database: house.database,
      crypto: trustCrypto,
      at: Date.now(),
      agency: house.world.agency,
      witnessKey: house.world.witness.vkey,
      partner: other.world.descriptor,
      opening: (leaf) => house.log.opening(leaf),
      sound,
    },
    { problem: (problem) => problems.push(problem), progress() {} },
  );
  return problems;
}

test('what was handed over and taken checks out, and what was altered is named', async () => {
  const all = new Set<string>();
  for await (const name of us.blobs.list()) all.add(name);
  expect(await problemsOf(mx, us, all)).toEqual([]);
  expect(await problemsOf(us, mx, all)).toEqual([]);
  const [lost] = [...all];
  const rest = new Set([...all].slice(1));
  expect(await problemsOf(us, mx, rest)).toMatchObject([{ code: 'OBJECT_LOST', subject: lost }]);

  const [share] = (await mx.shares()).filter((row) => row.item === 'scan');
  const [received] = (await us.received()).filter((row) => row.item === 'scan');
  await mx.database.transaction(async (tx) => {
    const receipt = Buffer.from(share?.receipt ?? []);
    receipt[receipt.length - 200] = (receipt[receipt.length - 200] as number) ^ 1;
    const change = { receipt: new Uint8Array(receipt) };
    await tx
      .tables<ExchangeTables>()
      .updateTable('exchange_shares')
      .set(change)
      .where('leaf', '=', share?.leaf ?? '')
      .execute();
  });
  await us.database.transaction(async (tx) => {
    const change = { entry_leaf: toHex(new Uint8Array(32)) };
    await tx
      .tables<ExchangeTables>()
      .updateTable('exchange_received')
      .set(change)
      .where('share', '=', received?.share ?? '')
      .execute();
  });
  expect(await problemsOf(mx, us, all)).toMatchObject([{ code: 'RECEIPT_ALTERED', subject: share?.leaf }]);
  expect(await problemsOf(us, mx, all)).toMatchObject([{ code: 'SHARE_NOT_LOGGED', subject: received?.share }]);
});
