import { reviewRules } from '@garita/api';
import { readDecision } from '@garita/trust';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReviewDesk, type ReviewDesk } from '../../server/src/review/review-desk.fixture.ts';
import { smallRadiograph } from '../../testdata/small-radiograph.ts';
import { apiClient } from './api-client.ts';
import { runDemoAnalyst } from './demo-analyst.ts';
import { referralFor } from './demo-referral.ts';
import { SAMPLE_REVIEW_RULES } from './sample-review-rules.ts';

let desk: ReviewDesk;
let ending: AbortController;
let address: string;
let running: Promise<void> | undefined;

beforeEach(async () => {
  desk = await openReviewDesk(SAMPLE_REVIEW_RULES);
  // The program goes by the wall clock, and so does the house of this test.
  desk.house.clock.now = () => Date.now();
  desk.house.clock.at = Date.now();
  address = await desk.app.listen({ host: '127.0.0.1', port: 0 });
  ending = new AbortController();
});
afterEach(async () => {
  ending.abort();
  await running;
  await desk.close();
});

function start(patienceMs: number): void {
  const officer = { agency: 'mx', id: 'analyst', signer: desk.house.world.officers.analyst.signer };
  running = runDemoAnalyst(apiClient(address, 'analyst'), officer, ending.signal, { patienceMs });
}

test('the sample rules are rules', () => {
  expect(reviewRules.parse(SAMPLE_REVIEW_RULES)).toEqual(SAMPLE_REVIEW_RULES);
});

test('without patience it decides what comes', async () => {
  const { hash } = await desk.arrive();
  start(0);
  await expect.poll(async () => (await desk.see(hash)).decision, { timeout: 5000 }).toBe('release');
});

test('with patience it leaves new cases to people, and everything while one of them holds a case', async () => {
  const [old, held] = [await desk.arrive(), await desk.arrive()];
  await desk.post('supervisor', `${held.hash}/claim`);
  // Both came in long ago.
  desk.house.clock.at = Date.now();
  const fresh = await desk.arrive();
  start(800);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await desk.list('state=decided')).total).toBe(0);
  await desk.post('supervisor', `${held.hash}/release`);
  await expect.poll(async () => (await desk.list('state=decided')).total, { timeout: 8000 }).toBe(3);
  expect(new Set(desk.decided.map(({ scan }) => scan))).toEqual(new Set([old.hash, held.hash, fresh.hash]));
});

test('what a machine alarmed on is held where no image can be read', async () => {
  const { hash } = await desk.arrive();
  await desk.house.database.transaction((tx) =>
    desk.room.cases.noteFacts(tx, hash, { machineAlarm: true, radiationAlarm: null, findings: 0 }),
  );
  start(0);
  await expect.poll(async () => (await desk.see(hash)).decision, { timeout: 5000 }).toBe('hold');
});

test('and is referred with a mark and its report where one can', async () => {
  const files = [smallRadiograph(1)];
  const objects = (await desk.house.world.scan({ files })).statement.objects;
  const { scan, hash } = await desk.arrive({
    files,
    change: { objects: objects.map((object) => ({ ...object, mediaType: 'application/dicos' })) },
  });
  const client = { ...apiClient(address, 'analyst'), stream: async () => new Blob(files as BlobPart[]).stream() };
  const referral = await referralFor(client, hash);
  expect(referral?.mark).toMatchObject({ object: 0, frame: null, points: [0, 0, 5, 3] });
  const officer = { agency: 'mx', id: 'analyst', signer: desk.house.world.officers.analyst.signer };
  await desk.house.database.transaction((tx) =>
    desk.room.cases.noteFacts(tx, hash, { machineAlarm: true, radiationAlarm: null, findings: 0 }),
  );
  running = runDemoAnalyst(client, officer, ending.signal, { patienceMs: 0 });
  await expect.poll(async () => (await desk.see(hash)).decision, { timeout: 5000 }).toBe('refer');
  const [logged] = desk.decided;
  expect(logged && readDecision(logged.cose).report).toEqual(expect.any(Uint8Array));
  expect(scan.statement.objects).toHaveLength(1);
});
