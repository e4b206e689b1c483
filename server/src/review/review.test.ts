import { hasher, trustCrypto } from '@garita/node-crypto';
import { hashLeaf } from '@garita/transparency-log';
import { commit, type Decision, makeDecision, readRecord } from '@garita/trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WorldScan } from '../../../testdata/world.ts';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import { BOX, hexOf, openReviewDesk, type ReviewDesk, type Reviewer, signDecision } from './review-desk.fixture.ts';

let desk: ReviewDesk;
beforeEach(async () => {
  desk = await openReviewDesk();
});
afterEach(() => desk.close());

const arrive = (priority = 0) => desk.arrive({ priority });
const { post, send, see } = {
  post: (...args: Parameters<ReviewDesk['post']>) => desk.post(...args),
  send: (person: string, scan: string, cose: Uint8Array) => desk.send(person, scan, cose),
  see: (scan: string) => desk.see(scan),
};
const list = (state?: string) => desk.list(state ? `state=${state}` : '');
const sign = (by: Reviewer, scan: WorldScan, change: Partial<Decision> = {}) => signDecision(desk, by, scan, change);

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
    desk.house.clock.at += 50_000;
    await post('analyst', `${hash}/claim`, { seconds: 60 });
    desk.house.clock.at += 50_000;
    const other = await post('supervisor', `${hash}/claim`);
    expect([other.statusCode, other.json().error.code]).toEqual([409, 'INSPECTION_CLAIMED']);
    desk.house.clock.at += 10_001;
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
    const again = { scan: hash, parsed: scan.statement, statement: scan.bytes, at: desk.house.clock.at, findings: 0 };
    await desk.house.database.transaction((tx) => desk.room.cases.open(tx, again as unknown as AdmittedScan));
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
    expect(detail).toMatchObject({
      state: 'decided',
      decision: 'hold',
      claimedBy: null,
      decidedAt: desk.house.clock.at,
    });
    expect(detail.decisions[0]?.cose).toBe(Buffer.from(cose).toString('base64'));
    expect(desk.decided.map(({ decision, scan }) => [decision.decision, scan])).toEqual([['hold', hash]]);
    const opening = desk.decided[0]?.log.opening;
    if (!opening) throw new Error('no opening');
    expect(readRecord(opening.record)).toMatchObject({
      kind: 'decision',
      scan: scan.hash,
      decision: hasher.sha256(cose),
    });
    expect(hashLeaf(hasher, commit(hasher, 'decision', opening))).toEqual(desk.decided[0]?.log.leafHash);
  });

  test('sent again, also at the same moment, is answered as before and logged once', async () => {
    const { scan, hash } = await arrive();
    await post('analyst', 'next');
    const cose = await sign('analyst', scan);
    const answers = await Promise.all([send('analyst', hash, cose), send('analyst', hash, cose)]);
    answers.push(await send('analyst', hash, cose));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect([desk.house.log.state().size, (await see(hash)).decisions.length]).toEqual([1, 1]);
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
    desk.failing = new Error('the exchange could not queue it');
    const cose = await sign('analyst', scan);
    expect((await send('analyst', hash, cose)).statusCode).toBe(500);
    expect([desk.house.log.state().size, (await see(hash)).state]).toEqual([0, 'claimed']);
    desk.failing = undefined;
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
        desk.house.clock.at += 121_000;
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
        const mark = { ...BOX, object: 9 };
        return ['analyst', await sign('analyst', scan, { marks: [mark] }), scan];
      },
      422,
      'DECISION_MALFORMED',
    ],
    [
      'signed with another key',
      async () => {
        const { scan } = await arrive();
        const { signer } = desk.house.world.officers.official;
        const decision = {
          ...{ v: 2 as const, agency: 'mx', scan: scan.hash, decision: 'release' as const, reason: '' },
          ...{ marks: [], enhancements: [], report: null },
        };
        const cose = await makeDecision(
          { ...decision, by: 'analyst', at: desk.house.clock.at },
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
    expect([desk.house.log.state().size, desk.decided.length]).toEqual([0, 0]);
  });

  test('that is larger than 16 KiB, or no COSE, is refused before it is looked at', async () => {
    const { hash } = await arrive();
    expect((await send('analyst', hash, new Uint8Array(16_385))).json().error.code).toBe('BODY_TOO_LARGE');
    expect((await post('analyst', `${hash}/decision`, { decision: 'release' })).json().error.code).toBe(
      'MEDIA_TYPE_UNSUPPORTED',
    );
  });
});
