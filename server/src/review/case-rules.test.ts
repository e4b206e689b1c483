import type { ReviewRules } from '@garita/api';
import { readRecord } from '@garita/trust';
import { afterEach, describe, expect, test } from 'vitest';
import { smallRadiograph } from '../../../testdata/small-radiograph.ts';
import { makeWorld } from '../../../testdata/world.ts';
import { loggedDecisions } from './logged-decisions.ts';
import {
  BOX,
  hashOf,
  hexOf,
  openReviewDesk,
  type ReviewDesk,
  signDecision,
  signOutcome,
  withReport,
} from './review-desk.fixture.ts';

let desk: ReviewDesk | undefined;
afterEach(() => desk?.close());
async function open(change: Partial<ReviewRules> = {}): Promise<ReviewDesk> {
  desk = await openReviewDesk(change);
  return desk;
}

describe('four eyes', () => {
  test('keep a case open after the first decision, away from who made it, until somebody else agrees', async () => {
    const one = await open({ fourEyes: [{ when: 'machine-alarm', decision: 'release' }] });
    const { scan, hash } = await one.arrive();
    await one.house.database.transaction((tx) =>
      one.room.cases.noteFacts(tx, hash, { machineAlarm: true, radiationAlarm: false, findings: 3 }),
    );
    await one.post('analyst', 'next');
    await one.send('analyst', hash, await signDecision(one, 'analyst', scan));
    expect(await one.see(hash)).toMatchObject({
      ...{ state: 'waiting', secondAfter: 'analyst', decision: 'release', decidedAt: null },
      decisions: [{ by: 'analyst', logIndex: 0 }],
    });
    // Logged, and nobody is told that it was decided: not those of this house, and not the partner.
    expect(await loggedDecisions(one.house.database, hash)).toEqual([]);
    expect([one.house.log.state().size, one.decided.length]).toEqual([1, 0]);
    expect((await one.post('analyst', 'next')).statusCode).toBe(204);
    expect((await one.post('supervisor', 'next')).json().scan).toBe(hash);
    await one.send('supervisor', hash, await signDecision(one, 'supervisor', scan));
    expect(await one.see(hash)).toMatchObject({ state: 'decided', secondAfter: null, decision: 'release' });
    expect(one.decided.map(({ decision }) => decision.by)).toEqual(['supervisor']);
    expect(await loggedDecisions(one.house.database, hash)).toHaveLength(2);
    expect(one.notes.map(({ step, by }) => [step, by])).toEqual([
      ['claimed', 'analyst'],
      ['given-back', 'analyst'],
      ['claimed', 'supervisor'],
    ]);
  });

  test('open a decided case again when the new decision needs them', async () => {
    const one = await open({ fourEyes: [{ when: 'always', decision: 'release' }] });
    const { scan, hash } = await one.arrive();
    for (const decision of ['refer', 'release'] as const) {
      await one.post('analyst', `${hash}/claim`);
      await one.send('analyst', hash, await signDecision(one, 'analyst', scan, { decision, marks: [BOX] }));
    }
    expect(await one.see(hash)).toMatchObject({ state: 'waiting', secondAfter: 'analyst', decision: 'release' });
  });
});

test('an alarm puts a case before those without, and a target time counts from its opening', async () => {
  const one = await open({ targetSeconds: { truck: 90 } });
  const [calm, alarmed] = [await one.arrive(), await one.arrive()];
  expect(await one.see(calm.hash)).toMatchObject({ machineAlarm: null, radiationAlarm: null, findings: 2 });
  await one.house.database.transaction((tx) =>
    one.room.cases.noteFacts(tx, alarmed.hash, { machineAlarm: false, radiationAlarm: true, findings: 5 }),
  );
  const { inspections } = await one.list('state=waiting');
  expect(inspections.map(({ scan }) => scan)).toEqual([alarmed.hash, calm.hash]);
  expect(inspections[0]).toMatchObject({ radiationAlarm: true, machineAlarm: false, findings: 5, agency: 'mx' });
  expect((inspections[0]?.targetAt ?? 0) - (inspections[0]?.openedAt ?? 0)).toBe(90_000);
  expect((await one.list('alarm=radiation')).total).toBe(1);
  expect((await one.list('alarm=machine')).total).toBe(0);
});

test('referring without a mark is refused where the rules ask for one', async () => {
  const one = await open({ referNeedsMark: true });
  const { scan, hash } = await one.arrive();
  await one.post('analyst', 'next');
  const refer = (marks: (typeof BOX)[]) => signDecision(one, 'analyst', scan, { decision: 'refer', marks });
  const answer = await one.send('analyst', hash, await refer([]));
  expect([answer.statusCode, answer.json().error.code]).toEqual([422, 'REFER_NEEDS_MARK']);
  expect((await one.send('analyst', hash, await refer([BOX]))).statusCode).toBe(201);
});

describe('the DICOS report of a decision', () => {
  const get = (one: ReviewDesk, scan: string, cose: Uint8Array) =>
    one.app.inject({
      url: `/api/v1/inspections/${scan}/decisions/${hashOf(cose)}/report`,
      headers: { authorization: 'Bearer auditor' },
    });

  test('is derived here, kept in the archive with what it was made from, and served', async () => {
    const one = await open();
    const files = [smallRadiograph(1), smallRadiograph(2)];
    const { scan, hash } = await one.arrive({
      files,
      change: {
        objects: (await one.house.world.scan({ files })).statement.objects.map((object) => ({
          ...object,
          mediaType: 'application/dicos',
        })),
        deviceSeq: 2,
      },
    });
    await one.post('analyst', `${hash}/claim`);
    const { report, content } = await withReport(one, 'analyst', scan, {});
    const wrong = await signDecision(one, 'analyst', scan, { ...content, reason: 'Otra razón.' });
    expect((await one.send('analyst', hash, wrong)).json().error.code).toBe('REPORT_DIFFERS');
    const cose = await signDecision(one, 'analyst', scan, content);
    expect((await one.send('analyst', hash, cose)).statusCode).toBe(201);
    const detail = await one.see(hash);
    expect(detail.decisions[0]).toMatchObject({ report: hashOf(report), marks: [BOX], enhancements: ['edge'] });
    const answer = await get(one, hash, cose);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/dicom', 'content-security-policy': 'sandbox' });
    expect(hashOf(answer.rawPayload)).toBe(hashOf(report));
    expect(await one.blobs.size(hashOf(report))).toBe(report.length);
    const [row] = await one.house.database
      .tables<import('./inspection-table.ts').ReviewTables>()
      .selectFrom('operator_reports')
      .selectAll()
      .execute();
    expect(JSON.parse(row?.derived_from ?? '')).toEqual(files.map(hashOf));

    // The partner's decision on the same scan: its report is made here from what was signed there.
    const told = { scan: hash, agency: 'us', logIndex: 9, at: one.house.clock.at };
    const partner = await withReport(one, 'supervisor', scan, { agency: 'us', by: 'rose' });
    const theirs = await signDecision(one, 'supervisor', scan, partner.content);
    const decision = { ...partner.content, hash: new Uint8Array(Buffer.from(hashOf(theirs), 'hex')) };
    await one.house.database.transaction((tx) =>
      one.room.cases.notePartnerDecision(tx, { ...told, cose: theirs, decision }),
    );
    expect(hashOf((await get(one, hash, theirs)).rawPayload)).toBe(hashOf(partner.report));
  });

  test('cannot be named where the images’ heads cannot be read; without a name there is none', async () => {
    const one = await open();
    const { scan, hash } = await one.arrive();
    await one.post('analyst', 'next');
    const named = await signDecision(one, 'analyst', scan, { report: new Uint8Array(32) });
    expect((await one.send('analyst', hash, named)).json().error.code).toBe('REPORT_DIFFERS');
    const cose = await signDecision(one, 'analyst', scan);
    expect((await one.send('analyst', hash, cose)).statusCode).toBe(201);
    expect((await get(one, hash, cose)).json().error.code).toBe('REPORT_UNKNOWN');
    expect((await get(one, hash, named)).json().error.code).toBe('DECISION_UNKNOWN');
  });
});

describe('an outcome', () => {
  test('is logged, shown with its case, and corrected by another; both stay', async () => {
    const one = await open();
    const { scan, hash } = await one.arrive();
    const find = { contraband: 'fentanyl', description: '', quantity: '1.5', unit: 'kg', place: 'Llanta' };
    const first = await signOutcome(one, 'supervisor', scan);
    const answer = await one.send('supervisor', hash, first, { to: 'outcome' });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      201,
      { outcome: hashOf(first), logIndex: 0, inspection: { outcome: 'nothing', state: 'waiting' } },
    ]);
    expect((await one.send('supervisor', hash, first, { to: 'outcome' })).body).toBe(answer.body);
    expect(one.notes).toMatchObject([{ step: 'outcome', by: 'supervisor', scan: hash }]);
    const second = await signOutcome(one, 'analyst', scan, { result: 'found', finds: [find] });
    await Promise.all([1, 2].map(() => one.send('analyst', hash, second, { to: 'outcome' })));
    const detail = await one.see(hash);
    expect(detail.outcomes.map(({ result, by }) => [result, by])).toEqual([
      ['found', 'analyst'],
      ['nothing', 'supervisor'],
    ]);
    expect(detail.outcomes[0]?.finds).toEqual([find]);
    expect([detail.outcome, one.house.log.state().size]).toEqual(['found', 2]);
    const { opening } = (await one.house.log.opening(await leafOf(one, second))) ?? {};
    expect(opening && readRecord(opening.record)).toMatchObject({ kind: 'outcome', scan: scan.hash });
  });

  test('is refused when it is another person’s, about another scan, no outcome, or signed by nobody entitled', async () => {
    const one = await open();
    const [{ scan, hash }, other] = [await one.arrive(), await one.arrive()];
    const cose = await signOutcome(one, 'analyst', scan);
    const codes = [
      await one.send('supervisor', hash, cose, { to: 'outcome' }),
      await one.send('analyst', other.hash, cose, { to: 'outcome' }),
      await one.send('analyst', hash, await signDecision(one, 'analyst', scan), { to: 'outcome' }),
      await one.send('analyst', hash, await signOutcome(one, 'analyst', scan, { by: 'supervisor' }), { to: 'outcome' }),
    ].map((answer) => answer.json().error.code);
    expect(codes).toEqual([
      ...['OUTCOME_OTHER_PERSON', 'OUTCOME_OTHER_SCAN', 'OUTCOME_MALFORMED', 'OUTCOME_SIGNER_NOT_ENTITLED'],
    ]);
    expect(one.house.log.state().size).toBe(0);
  });

  async function leafOf(one: ReviewDesk, cose: Uint8Array) {
    const row = await one.house.database
      .tables<import('./inspection-table.ts').ReviewTables>()
      .selectFrom('outcomes')
      .select('leaf_hash')
      .where('outcome', '=', hashOf(cose))
      .executeTakeFirstOrThrow();
    return row.leaf_hash;
  }
});

describe('the partner', () => {
  test('’s scans become cases of theirs, and what they decide is shown beside ours', async () => {
    const one = await open();
    const theirs = await makeWorld({ agency: 'us' });
    const scan = await theirs.scan();
    const hash = hexOf(scan.hash);
    const shared = { scan: hash, parsed: scan.statement, statement: scan.bytes, agency: 'us', findings: 0 };
    const cose = await theirs.decide(scan.hash, { decision: 'refer' });
    const decision = { ...(await import('@garita/trust')).readDecision(cose), hash: Buffer.from(hashOf(cose), 'hex') };
    const tell = () =>
      one.house.database.transaction((tx) =>
        one.room.cases.notePartnerDecision(tx, {
          ...{ scan: hash, agency: 'us', cose, decision, logIndex: 3, at: one.house.clock.at },
        }),
      );
    // Told before the scan is here whole, and told twice.
    await tell();
    for (const _ of [1, 2])
      await one.house.database.transaction((tx) =>
        one.room.cases.openPartner(tx, { ...shared, at: one.house.clock.at }),
      );
    await tell();
    expect(await one.see(hash)).toMatchObject({
      ...{ agency: 'us', origin: 'partner', partnerDecision: 'refer', decision: null, state: 'waiting' },
      partnerDecisions: [{ agency: 'us', by: 'analyst', verdict: 'refer', logIndex: 3 }],
      statement: Buffer.from(scan.bytes).toString('base64'),
    });
    // We decide on it ourselves, too.
    await one.post('analyst', 'next');
    const own = await signDecision(one, 'analyst', { ...scan }, { decision: 'hold' });
    expect((await one.send('analyst', hash, own)).statusCode).toBe(201);
    expect(await one.see(hash)).toMatchObject({ decision: 'hold', partnerDecision: 'refer' });
    expect((await one.list('origin=partner')).total).toBe(1);
  });

  test('’s newest decision counts, in whatever order they come, and is a step of the walk', async () => {
    const one = await open({ fourEyes: [{ when: 'partner-disagrees', decision: 'release' }] });
    const { scan, hash } = await one.arrive();
    const theirs = await makeWorld({ agency: 'us' });
    const { readDecision } = await import('@garita/trust');
    for (const [decision, at] of [
      ['refer', 2000],
      ['release', 1000],
    ] as const) {
      const cose = await theirs.decide(scan.hash, { decision, at: theirs.at + at });
      const read = { ...readDecision(cose), hash: Buffer.from(hashOf(cose), 'hex') };
      await one.house.database.transaction((tx) =>
        one.room.cases.notePartnerDecision(tx, { scan: hash, agency: 'us', cose, decision: read, logIndex: 1, at }),
      );
    }
    expect((await one.see(hash)).partnerDecision).toBe('refer');
    expect(one.notes.at(-1)).toMatchObject({ step: 'partner-decided', scan: hash, decision: 'release', by: 'analyst' });
    await one.post('analyst', 'next');
    await one.send('analyst', hash, await signDecision(one, 'analyst', scan));
    expect(await one.see(hash)).toMatchObject({ secondAfter: 'analyst' });
  });
});

test('the rules are told to everybody who works with cases', async () => {
  const one = await open({ leaseSeconds: 45 });
  const rules = await one.app.inject({ url: '/api/v1/review-rules', headers: { authorization: 'Bearer official' } });
  expect(rules.json()).toMatchObject({ leaseSeconds: 45, undoSeconds: 10, fourEyes: [] });
});
