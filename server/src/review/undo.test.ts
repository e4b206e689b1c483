import { readRecord } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOX, hashOf, openReviewDesk, type ReviewDesk, signDecision } from './review-desk.fixture.ts';

let desk: ReviewDesk;
beforeAll(async () => {
  desk = await openReviewDesk({ undoSeconds: 10 });
});
afterAll(() => desk.close());

/** A case that the analyst holds, and a signed decision on it. */
async function held() {
  const { scan, hash } = await desk.arrive();
  await desk.post('analyst', `${hash}/claim`);
  return { scan, hash, cose: await signDecision(desk, 'analyst', scan) };
}
const size = () => desk.house.log.state().size;

describe('a decision that can be taken back', () => {
  test('is kept and answered with its time, and is not logged or handed on before that is over', async () => {
    const { hash, cose } = await held();
    const [before, handedOn] = [size(), desk.decided.length];
    const answer = await desk.send('analyst', hash, cose, { undo: 10 });
    const until = desk.house.clock.at + 10_000;
    expect([answer.statusCode, answer.json()]).toMatchObject([
      202,
      { decision: hashOf(cose), logIndex: null, inspection: { state: 'claimed', undoUntil: until, decision: null } },
    ]);
    desk.house.clock.at = until - 1;
    await desk.room.settle();
    expect([size(), desk.decided.length]).toEqual([before, handedOn]);
    desk.house.clock.at = until;
    await desk.room.settle();
    const logged = await desk.see(hash);
    expect(logged).toMatchObject({ state: 'decided', undoUntil: null, claimedBy: null, decision: 'release' });
    expect(logged.decisions[0]?.receivedAt).toBe(until - 10_000);
    expect([size(), desk.decided.length]).toEqual([before + 1, handedOn + 1]);
    const opening = desk.decided.at(-1)?.log.opening;
    expect(opening && readRecord(opening.record)).toMatchObject({ kind: 'decision', at: until });
  });

  test('sent again is answered the same while it waits, once it is logged, and not after it was undone', async () => {
    const { hash, cose } = await held();
    const answers = await Promise.all([1, 2].map(() => desk.send('analyst', hash, cose, { undo: 10 })));
    answers.push(await desk.send('analyst', hash, cose));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    desk.house.clock.at += 10_000;
    await Promise.all([desk.room.settle(), desk.room.settle()]);
    const after = await desk.send('analyst', hash, cose, { undo: 10 });
    expect([after.statusCode, after.json().logIndex]).toEqual([201, size() - 1]);

    const other = await held();
    await desk.send('analyst', other.hash, other.cose, { undo: 10 });
    await desk.undo('analyst', other.hash, other.cose);
    const again = await desk.send('analyst', other.hash, other.cose, { undo: 10 });
    expect([again.statusCode, again.json().error.code]).toEqual([409, 'DECISION_UNDONE']);
  });

  test('holds the case: nobody claims it, it is not given back, no other decision comes in between', async () => {
    const { scan, hash, cose } = await held();
    await desk.send('analyst', hash, cose, { undo: 10 });
    const other = await signDecision(desk, 'analyst', scan, { decision: 'refer' });
    const codes = [
      await desk.post('supervisor', `${hash}/claim`),
      await desk.post('analyst', `${hash}/release`),
      await desk.send('analyst', hash, other, { undo: 10 }),
    ].map((answer) => answer.json().error.code);
    expect(codes).toEqual(['INSPECTION_CLAIMED', 'DECISION_PENDING', 'DECISION_PENDING']);
    // Late by a minute, as after an outage: the claim holds until it is logged.
    desk.house.clock.at += 60_000;
    expect((await desk.post('supervisor', `${hash}/claim`)).json().error.code).toBe('INSPECTION_CLAIMED');
    expect((await desk.list('state=claimed')).inspections.map((one) => one.scan)).toContain(hash);
    expect((await desk.post('analyst', `${hash}/claim`)).json()).toMatchObject({ claimedBy: 'analyst' });
    await desk.room.settle();
    expect((await desk.see(hash)).state).toBe('decided');
  });

  test('is taken back in time, again if need be, and leaves the case with its analyst for a new one', async () => {
    const { scan, hash, cose } = await held();
    const before = size();
    await desk.send('analyst', hash, cose, { undo: 10 });
    expect((await desk.undo('supervisor', hash, cose)).json().error.code).toBe('DECISION_OTHER_PERSON');
    desk.house.clock.at += 9_999;
    const undone = [await desk.undo('analyst', hash, cose), await desk.undo('analyst', hash, cose)];
    for (const answer of undone)
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { state: 'claimed', undoUntil: null }]);
    expect(desk.notes.at(-1)).toMatchObject({ step: 'undone', scan: hash, by: 'analyst' });
    desk.house.clock.at += 60_000;
    await desk.room.settle();
    expect(size()).toBe(before);
    const other = await signDecision(desk, 'analyst', scan, { decision: 'refer', marks: [BOX] });
    expect((await desk.send('analyst', hash, other)).statusCode).toBe(201);
    expect((await desk.see(hash)).decisions.map(({ verdict }) => verdict)).toEqual(['refer']);
  });

  test('stands when its time is over, logged or not yet', async () => {
    const { hash, cose } = await held();
    await desk.send('analyst', hash, cose, { undo: 10 });
    desk.house.clock.at += 10_000;
    const late = await desk.undo('analyst', hash, cose);
    await desk.room.settle();
    const later = await desk.undo('analyst', hash, cose);
    for (const answer of [late, later])
      expect([answer.statusCode, answer.json().error.code]).toEqual([409, 'DECISION_STANDS']);
    const unknown = await desk.undo('analyst', hash, new Uint8Array(3));
    expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'DECISION_UNKNOWN']);
  });

  test('has at most the time the rules allow; a header that is no number of seconds is refused', async () => {
    const { hash, cose } = await held();
    for (const undo of [-1, 1.5, 999_999])
      expect((await desk.send('analyst', hash, cose, { undo })).json().error.code).toBe('BODY_MALFORMED');
    const answer = await desk.send('analyst', hash, cose, { undo: 3000 });
    expect(answer.json().inspection.undoUntil).toBe(desk.house.clock.at + 10_000);
  });

  test('that cannot be logged now stays, is told to the operator, and is logged later', async () => {
    const { hash, cose } = await held();
    await desk.room.settle();
    await desk.send('analyst', hash, cose, { undo: 10 });
    desk.house.clock.at += 20_000;
    desk.failing = new Error('the exchange could not queue it');
    await desk.room.settle();
    expect([desk.house.reports.at(-1), (await desk.see(hash)).state]).toEqual([desk.failing, 'claimed']);
    desk.failing = undefined;
    await desk.room.settle();
    expect((await desk.see(hash)).state).toBe('decided');
  });

  test('is taken up after a restart, by itself, and so is one that comes while it runs', async () => {
    const [first, second] = [await held(), await held()];
    await desk.send('analyst', first.hash, first.cose, { undo: 10 });
    await desk.send('analyst', second.hash, second.cose, { undo: 10 });
    desk.house.clock.at += 5_000;
    await desk.undo('analyst', second.hash, second.cose);
    desk.house.clock.at += 5_000;
    const again = desk.reopen();
    again.start();
    await expect.poll(async () => (await desk.see(first.hash)).state, { timeout: 5000 }).toBe('decided');
    const third = await held();
    await desk.send('analyst', third.hash, third.cose, { undo: 1 });
    desk.house.clock.at += 1_000;
    // The room that took it, and the one that runs, share the folder: whoever looks first logs it, once.
    again.start();
    await expect.poll(async () => (await desk.see(third.hash)).state, { timeout: 5000 }).toBe('decided');
    await again.stop();
    expect((await desk.see(second.hash)).decisions).toEqual([]);
  });
});
