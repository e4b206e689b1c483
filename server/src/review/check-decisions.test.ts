import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallRadiograph } from '../../../testdata/small-radiograph.ts';
import { checkDecisions } from './check-decisions.ts';
import type { ReviewTables } from './inspection-table.ts';
import {
  hashOf,
  openReviewDesk,
  type ReviewDesk,
  signDecision,
  signOutcome,
  withReport,
} from './review-desk.fixture.ts';

let desk: ReviewDesk;
let names: { report: string; decision: string; waiting: string; partners: string; outcome: string };

beforeAll(async () => {
  desk = await openReviewDesk();
  const files = [smallRadiograph(1)];
  const objects = (await desk.house.world.scan({ files })).statement.objects;
  const { scan, hash } = await desk.arrive({
    files,
    change: { objects: objects.map((object) => ({ ...object, mediaType: 'application/dicos' })) },
  });
  await desk.post('analyst', `${hash}/claim`);
  const { report, content } = await withReport(desk, 'analyst', scan, {});
  const decision = await signDecision(desk, 'analyst', scan, content);
  await desk.send('analyst', hash, decision);
  await desk.post('analyst', `${hash}/claim`);
  const waiting = await signDecision(desk, 'analyst', scan);
  await desk.send('analyst', hash, waiting, { undo: 10 });
  const partners = await signDecision(desk, 'supervisor', scan, { agency: 'us' });
  const read = { ...content, by: 'supervisor', decision: 'release' as const, report: null };
  await desk.house.database.transaction((tx) =>
    desk.room.cases.notePartnerDecision(tx, {
      ...{ scan: hash, agency: 'us', cose: partners, logIndex: 9, at: desk.house.clock.at },
      decision: { ...read, at: desk.house.clock.at, hash: Buffer.from(hashOf(partners), 'hex') },
    }),
  );
  const outcome = await signOutcome(desk, 'analyst', scan);
  await desk.send('analyst', hash, outcome, { to: 'outcome' });
  names = {
    ...{ report: hashOf(report), decision: hashOf(decision), waiting: hashOf(waiting) },
    ...{ partners: hashOf(partners), outcome: hashOf(outcome) },
  };
});
afterAll(() => desk.close());

async function check(sound: readonly string[]) {
  const problems: string[] = [];
  const { database, log } = desk.house;
  const checked = await checkDecisions(
    { database, sound: new Set(sound), opening: log.opening },
    { problem: ({ code, subject }) => void problems.push(`${code} ${subject}`), progress() {} },
  );
  return { checked, problems };
}

test('a sound house has no problem, and its reports belong to decisions', async () => {
  const { checked, problems } = await check([names.report, 'other']);
  expect(problems).toEqual([]);
  expect(checked).toEqual({ decisions: 1, outcomes: 1, objects: new Set([names.report]) });
});

test('a report that is not in the archive is missed', async () => {
  expect((await check([])).problems).toEqual([`REPORT_LOST ${names.report}`]);
});

test('whatever is changed afterwards is seen: rows, bytes, and what the log was told', async () => {
  const change = (work: Parameters<typeof desk.house.database.transaction>[0]) => desk.house.database.transaction(work);
  await change(async (tx) => {
    const tables = tx.tables<ReviewTables>();
    await tables.updateTable('decisions').set({ verdict: 'release' }).execute();
    await tables.updateTable('outcomes').set({ result: 'found', log_index: 1000 }).execute();
    await tables
      .updateTable('partner_decisions')
      .set({ cose: new Uint8Array([1]) })
      .execute();
    await tables.updateTable('pending_decisions').set({ by: 'supervisor' }).execute();
  });
  expect((await check([names.report])).problems.sort()).toEqual(
    [
      `DECISION_ALTERED ${names.decision}`,
      `DECISION_ALTERED ${names.partners}`,
      `DECISION_ALTERED ${names.waiting}`,
      `OUTCOME_ALTERED ${names.outcome}`,
      `OUTCOME_NOT_LOGGED ${names.outcome}`,
    ].sort(),
  );
});
