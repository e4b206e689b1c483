import { describe, expect, it } from 'vitest';
import { type Deliver, Outbox, type OutboxShelf } from './outbox.ts';
import type { OutboxEntry, OutboxEvent } from './outbox-entry.ts';

const START = 1_800_000_000_000;

function entry(id: string, person = 'a.diaz'): OutboxEntry {
  return {
    ...{ id, person, kind: 'decision', scan: `scan-${id}`, title: id, what: 'release', cose: Uint8Array.of(1) },
    ...{ signedAt: START, undoSeconds: 10, seenDecidedAt: null, state: 'waiting', tried: 0, nextAt: START },
    ...{ undoUntil: null, logIndex: null, problem: null, endedAt: null },
  };
}

/** A shelf, a clock that stands until it is set, and a server whose answers a test chooses. */
function world() {
  const kept = new Map<string, OutboxEntry>();
  const shelf: OutboxShelf = {
    all: async () => [...kept.values()],
    add: async (one) => {
      if (!kept.has(one.id)) kept.set(one.id, one);
    },
    change: async (id, to) => {
      const before = kept.get(id);
      if (!before) return undefined;
      const next = to(before);
      kept.set(id, next);
      return next;
    },
    remove: async (id) => void kept.delete(id),
  };
  const sent: string[] = [];
  const at = { now: START };
  let answer: Deliver = async () => ({ is: 'recorded', logIndex: 1 });
  const outbox = () =>
    new Outbox({
      shelf,
      deliver: (one) => {
        sent.push(`${one.state} ${one.id}`);
        return answer(one);
      },
      now: () => at.now,
      alone: (work) => work(),
      changed: () => {},
      wake: () => () => {},
    });
  return { kept, sent, at, outbox, answers: (next: Deliver) => (answer = next) };
}

const state = (outbox: Outbox) => outbox.snapshot().map((one) => one.state);
const offline: OutboxEvent = { is: 'failed', of: 'sending', problem: { status: 0, code: 'UNREACHABLE', detail: '' } };

describe('the outbox', () => {
  it('keeps an entry before it sends it', async () => {
    const { kept, outbox, answers } = world();
    const box = outbox();
    await box.follow('a.diaz');
    let keptFirst = false;
    answers(async ({ id }) => {
      keptFirst = kept.has(id);
      return { is: 'recorded', logIndex: 4 };
    });
    await (await box.add(entry('one'))).sent;
    expect(keptFirst).toBe(true);
    expect(box.snapshot()).toMatchObject([{ state: 'recorded', logIndex: 4 }]);
  });

  it('sends after a reload what the page before could not', async () => {
    const { sent, at, outbox, answers } = world();
    const before = outbox();
    await before.follow('a.diaz');
    answers(async () => offline);
    await (await before.add(entry('one'))).sent;
    expect(state(before)).toEqual(['waiting']);

    answers(async () => ({ is: 'recorded', logIndex: 2 }));
    at.now += 5000;
    const later = outbox();
    await later.follow('a.diaz');
    expect(state(later)).toEqual(['recorded']);
    expect(sent).toEqual(['waiting one', 'waiting one']);
  });

  it('keeps one entry of one document, whoever adds it twice', async () => {
    const { sent, outbox } = world();
    const box = outbox();
    await box.follow('a.diaz');
    await Promise.all([box.add(entry('one')), box.add(entry('one'))].map(async (added) => (await added).sent));
    expect(state(box)).toEqual(['recorded']);
    expect(sent).toEqual(['waiting one']);
  });

  it('sends nothing of anybody but the person who is signed in', async () => {
    const { sent, outbox } = world();
    const box = outbox();
    await box.follow('b.ruiz');
    await (await box.add(entry('one'))).sent;
    await box.follow(null);
    expect(sent).toEqual([]);
    await box.follow('a.diaz');
    expect(state(box)).toEqual(['recorded']);
  });

  it('waits its time before it tries again, and tries at once when told that something changed', async () => {
    const { sent, outbox, answers } = world();
    const box = outbox();
    await box.follow('a.diaz');
    answers(async () => offline);
    await (await box.add(entry('one'))).sent;
    await box.run();
    expect(sent).toHaveLength(1);
    await box.nudge();
    expect(sent).toHaveLength(2);
  });

  it('takes back what is under way, once the sending has an answer', async () => {
    const { sent, outbox, answers } = world();
    const box = outbox();
    await box.follow('a.diaz');
    let settle: (event: OutboxEvent) => void = () => {};
    answers((one) =>
      one.state === 'undoing'
        ? Promise.resolve({ is: 'taken-back' })
        : new Promise((resolve) => {
            settle = resolve;
          }),
    );
    const added = await box.add(entry('one'));
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve));
    const undone = box.undo('one');
    settle({ is: 'held', undoUntil: START + 10_000 });
    await Promise.all([undone, added.sent]);
    expect(state(box)).toEqual(['undone']);
    expect(sent).toEqual(['waiting one', 'undoing one']);
  });

  it('asks for the place in the log when the time to undo is over, not before', async () => {
    const { sent, at, outbox, answers } = world();
    const box = outbox();
    await box.follow('a.diaz');
    answers(async ({ state: now }) =>
      now === 'held' ? { is: 'recorded', logIndex: 9 } : { is: 'held', undoUntil: START + 10_000 },
    );
    await (await box.add(entry('one'))).sent;
    at.now += 9000;
    await box.run();
    expect(state(box)).toEqual(['held']);
    at.now += 2000;
    await box.run();
    expect(box.snapshot()).toMatchObject([{ state: 'recorded', logIndex: 9 }]);
    expect(sent).toEqual(['waiting one', 'held one']);
  });

  it('survives a delivery that breaks', async () => {
    const { outbox, answers } = world();
    const box = outbox();
    await box.follow('a.diaz');
    answers(async () => {
      throw new TypeError('a bug');
    });
    await (await box.add(entry('one'))).sent;
    expect(box.snapshot()).toMatchObject([{ state: 'waiting', problem: { code: 'PAGE', detail: 'a bug' } }]);
  });
});
