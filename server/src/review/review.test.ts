import { join } from 'node:path';
import { inspectionDetail, inspectionList, reviewRules } from '@garita/api';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { DEFAULT_REVIEW_RULES } from '@garita/review';
import { hashLeaf } from '@garita/transparency-log';
import { commit, type Decision, type Mark, makeDecision, type Role, readRecord } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WorldScan } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { Inspections } from './inspections.ts';
import type { LoggedDecision } from './log-decision.ts';
import { reviewMigrations } from './review-migrations.ts';
import { openReview } from './review-room.ts';

let house: TestHouse;
let cases: Inspections;
let app: FastifyInstance;
let decided: LoggedDecision[];
let failing: Error | undefined;

beforeEach(async () => {
  house = await openTestHouse(reviewMigrations);
  const { clock, database, log, world } = house;
  decided = [];
  failing = undefined;
  const review = openReview({
    crypto: trustCrypto,
    database,
    blobs: await openDiskBlobStore(join(house.dir, 'archive')),
    clock,
    log,
    rules: reviewRules.parse(DEFAULT_REVIEW_RULES),
    descriptor: () => world.descriptor,
    note: async () => undefined,
    decidedAlso: async (_tx, logged) => {
      if (failing) throw failing;
      decided.push(logged);
    },
    report: (error) => house.reports.push(error),
  });
  cases = review.cases;
  app = buildPeopleServer({ report: (error) => house.reports.push(error) });
  await app.register(async (guarded) => {
    // The world's officers have their roles as ids; the key says who asks.
    requireApiKey(guarded, async (key) => ({ person: key, roles: [key as Role] }));
    review.routes(guarded);
  });
});
afterEach(async () => {
  await app.close();
  await house.close();
});

const box: Mark = {
  ...{ object: 0, frame: null, shape: 'box', points: [1, 1, 2, 2] },
  ...{ threatCategory: null, contraband: null, certainty: null, text: '' },
};
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

async function arrive(priority = 0): Promise<{ scan: WorldScan; hash: string }> {
  const scan = await house.world.scan();
  const hash = hexOf(scan.hash);
  const admitted: AdmittedScan = {
    scan: hash,
    statement: scan.bytes,
    parsed: scan.statement,
    sender: scan.statement.device,
    at: house.clock.at,
    log: { index: 0, leafHash: new Uint8Array(32) },
    objects: scan.objects,
    reasons: [],
    trustList: hexOf(house.world.trustList.hash),
    configurationStatus: 'approved',
    findings: 0,
  };
  await house.database.transaction((tx) => cases.open(tx, admitted, priority));
  house.clock.at += 1000;
  return { scan, hash };
}

const post = (person: string, path: string, payload?: object) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/inspections/${path}`,
    headers: { authorization: `Bearer ${person}` },
    ...(payload ? { payload } : {}),
  });
const send = (person: string, scan: string, cose: Uint8Array) =>
  app.inject({
    method: 'POST',
    url: `/api/v1/inspections/${scan}/decision`,
    headers: { authorization: `Bearer ${person}`, 'content-type': 'application/cose' },
    payload: Buffer.from(cose),
  });
const see = async (scan: string) =>
  inspectionDetail.parse(
    (await app.inject({ url: `/api/v1/inspections/${scan}`, headers: { authorization: 'Bearer analyst' } })).json(),
  );
const list = async (state?: string) =>
  inspectionList.parse(
    (
      await app.inject({
        url: `/api/v1/inspections${state ? `?state=${state}` : ''}`,
        headers: { authorization: 'Bearer analyst' },
      })
    ).json(),
  );

function sign(by: 'analyst' | 'supervisor', scan: WorldScan, change: Partial<Decision> = {}) {
  const decision: Decision = {
    v: 2,
    agency: 'mx',
    scan: scan.hash,
    decision: 'release',
    reason: 'Carga conforme al manifiesto.',
    marks: [],
    enhancements: [],
    report: null,
    by,
    at: house.clock.at,
    ...change,
  };
  return makeDecision(decision, { crypto: trustCrypto, signer: house.world.officers[by].signer });
}

describe('the queue', () => {
  test('gives the most urgent case first, then the oldest, and each to one person', async () => {
    const [old, urgent, young] = [await arrive(), await arrive(5), await arrive()];
    const order = [await post('analyst', 'next'), await post('supervisor', 'next'), await post('analyst', 'next')];
    expect(order.map((answer) => answer.json().scan)).toEqual([urgent.hash, old.hash, young.hash]);
    expect((await post('analyst', 'next')).statusCode).toBe(204);
    expect((await list()).counts).toEqual({ waiting: 0, claimed: 3, decided: 0 });
  });

  test('gives ten askers at once ten different cases', async () => {
    for (let n = 0; n < 10; n++) await arrive();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('analyst', 'next')));
    expect(new Set(answers.map((answer) => answer.json().scan)).size).toBe(10);
  });

  test('takes a case back when its claim lapses, unless the holder prolongs it', async () => {
    const { hash } = await arrive();
    await post('analyst', `${hash}/claim`, { seconds: 60 });
    house.clock.at += 50_000;
    await post('analyst', `${hash}/claim`, { seconds: 60 });
    house.clock.at += 50_000;
    const other = await post('supervisor', `${hash}/claim`);
    expect([other.statusCode, other.json().error.code]).toEqual([409, 'INSPECTION_CLAIMED']);
    house.clock.at += 10_001;
    expect((await list('waiting')).inspections.map(({ scan }) => scan)).toEqual([hash]);
    expect((await post('supervisor', 'next')).json()).toMatchObject({ scan: hash, claimedBy: 'supervisor' });
  });

  test('takes a case back when its holder gives it back; others cannot give it back', async () => {
    const { hash } = await arrive();
    await post('analyst', 'next');
    expect((await post('supervisor', `${hash}/release`)).json()).toMatchObject({ state: 'claimed' });
    expect((await post('analyst', `${hash}/release`)).json()).toMatchObject({ state: 'waiting', claimedBy: null });
  });

  test('has a case once, however often its scan is admitted again after a crash', async () => {
    const { scan, hash } = await arrive();
    const again = { scan: hash, parsed: scan.statement, statement: scan.bytes, at: house.clock.at, findings: 0 };
    await house.database.transaction((tx) => cases.open(tx, again as unknown as AdmittedScan));
    expect((await list()).inspections).toHaveLength(1);
  });

  test('does not know a scan that never came, and is closed to roles without review', async () => {
    expect((await post('analyst', `${'0'.repeat(64)}/claim`)).json().error.code).toBe('INSPECTION_UNKNOWN');
    expect((await post('exchange-officer', 'next')).json().error.code).toBe('ROLE_MISSING');
    expect((await post('official', 'next')).statusCode).toBe(403);
  });
});

describe('a decision', () => {
  test('is kept, logged, and handed on in one transaction', async () => {
    const { scan, hash } = await arrive();
    await post('analyst', 'next');
    const cose = await sign('analyst', scan, { decision: 'hold' });
    const answer = await send('analyst', hash, cose);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      { decision: hexOf(hasher.sha256(cose)), logIndex: 0 },
    ]);
    const detail = await see(hash);
    expect(detail).toMatchObject({ state: 'decided', decision: 'hold', claimedBy: null, decidedAt: house.clock.at });
    expect(detail.decisions[0]?.cose).toBe(Buffer.from(cose).toString('base64'));
    expect(decided.map(({ decision, scan }) => [decision.decision, scan])).toEqual([['hold', hash]]);
    const opening = decided[0]?.log.opening;
    if (!opening) throw new Error('no opening');
    expect(readRecord(opening.record)).toMatchObject({
      kind: 'decision',
      scan: scan.hash,
      decision: hasher.sha256(cose),
    });
    expect(hashLeaf(hasher, commit(hasher, 'decision', opening))).toEqual(decided[0]?.log.leafHash);
  });

  test('sent again, also at the same moment, is answered as before and logged once', async () => {
    const { scan, hash } = await arrive();
    await post('analyst', 'next');
    const cose = await sign('analyst', scan);
    const answers = await Promise.all([send('analyst', hash, cose), send('analyst', hash, cose)]);
    answers.push(await send('analyst', hash, cose));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect([house.log.state().size, (await see(hash)).decisions.length]).toEqual([1, 1]);
  });

  test('by a second person is another one, and both stay', async () => {
    const { scan, hash } = await arrive();
    await post('analyst', 'next');
    await send('analyst', hash, await sign('analyst', scan));
    const second = await sign('supervisor', scan, { decision: 'refer' });
    expect((await send('supervisor', hash, second)).json().error.code).toBe('INSPECTION_NOT_CLAIMED');
    await post('supervisor', `${hash}/claim`);
    expect((await send('supervisor', hash, second)).statusCode).toBe(201);
    const detail = await see(hash);
    expect(detail.decisions.map(({ by, verdict }) => [by, verdict])).toEqual([
      ['analyst', 'release'],
      ['supervisor', 'refer'],
    ]);
    expect(detail).toMatchObject({ state: 'decided', decision: 'refer' });
    expect((await list()).counts).toEqual({ waiting: 0, claimed: 0, decided: 1 });
  });

  test('leaves no trace when what goes with it fails', async () => {
    const { scan, hash } = await arrive();
    await post('analyst', 'next');
    failing = new Error('the exchange could not queue it');
    const cose = await sign('analyst', scan);
    expect((await send('analyst', hash, cose)).statusCode).toBe(500);
    expect([house.log.state().size, (await see(hash)).state]).toEqual([0, 'claimed']);
    failing = undefined;
    expect((await send('analyst', hash, cose)).statusCode).toBe(201);
  });

  test.each<[string, () => Promise<[string, Uint8Array, WorldScan]>, number, string]>([
    [
      'without a claim',
      async () => {
        const { scan } = await arrive();
        return ['analyst', await sign('analyst', scan), scan];
      },
      409,
      'INSPECTION_NOT_CLAIMED',
    ],
    [
      'while another person holds the case',
      async () => {
        const { scan } = await arrive();
        await post('supervisor', 'next');
        return ['analyst', await sign('analyst', scan), scan];
      },
      409,
      'INSPECTION_CLAIMED',
    ],
    [
      'after the claim lapsed',
      async () => {
        const { scan } = await arrive();
        await post('analyst', 'next');
        house.clock.at += 121_000;
        return ['analyst', await sign('analyst', scan), scan];
      },
      409,
      'INSPECTION_NOT_CLAIMED',
    ],
    [
      'signed by one person and sent by another',
      async () => {
        const { scan } = await arrive();
        return ['supervisor', await sign('analyst', scan), scan];
      },
      403,
      'DECISION_OTHER_PERSON',
    ],
    [
      'about another scan than the address',
      async () => {
        const [one, other] = [await arrive(), await arrive()];
        return ['analyst', await sign('analyst', other.scan), one.scan];
      },
      409,
      'DECISION_OTHER_SCAN',
    ],
    [
      'whose mark names an object the scan does not have',
      async () => {
        const { scan } = await arrive();
        await post('analyst', 'next');
        const mark = { ...box, object: 9 };
        return ['analyst', await sign('analyst', scan, { marks: [mark] }), scan];
      },
      422,
      'DECISION_MALFORMED',
    ],
    [
      'signed with another key',
      async () => {
        const { scan } = await arrive();
        const { signer } = house.world.officers.official;
        const decision = {
          ...{ v: 2 as const, agency: 'mx', scan: scan.hash, decision: 'release' as const, reason: '' },
          ...{ marks: [], enhancements: [], report: null },
        };
        const cose = await makeDecision(
          { ...decision, by: 'analyst', at: house.clock.at },
          { crypto: trustCrypto, signer },
        );
        return ['analyst', cose, scan];
      },
      422,
      'DECISION_SIGNER_NOT_ENTITLED',
    ],
    [
      'with one byte changed',
      async () => {
        const { scan } = await arrive();
        const cose = await sign('analyst', scan);
        cose[cose.length - 1] = (cose[cose.length - 1] ?? 0) ^ 1;
        return ['analyst', cose, scan];
      },
      422,
      'DECISION_SIGNATURE_INVALID',
    ],
  ])('is refused %s, and nothing is logged', async (_, prepare, statusCode, code) => {
    const [person, cose, scan] = await prepare();
    const answer = await send(person, hexOf(scan.hash), cose);
    expect([answer.statusCode, answer.json().error.code]).toEqual([statusCode, code]);
    expect([house.log.state().size, decided.length]).toEqual([0, 0]);
  });

  test('that is larger than 16 KiB, or no COSE, is refused before it is looked at', async () => {
    const { hash } = await arrive();
    expect((await send('analyst', hash, new Uint8Array(16_385))).json().error.code).toBe('BODY_TOO_LARGE');
    expect((await post('analyst', `${hash}/decision`, { decision: 'release' })).json().error.code).toBe(
      'MEDIA_TYPE_UNSUPPORTED',
    );
  });
});
