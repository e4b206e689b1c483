import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  after,
  isEnded,
  isPassing,
  NEXT,
  needsSignIn,
  type OutboxEntry,
  type OutboxEvent,
  type OutboxProblem,
  type OutboxState,
  retryMs,
  undoSecondsLeft,
} from './outbox-entry.ts';

const NOW = 1_800_000_000_000;
const STATES = Object.keys(NEXT) as OutboxState[];
const unreachable: OutboxProblem = { status: 0, code: 'UNREACHABLE', detail: '' };
const claimed: OutboxProblem = { status: 409, code: 'INSPECTION_CLAIMED', detail: 'b.ruiz is looking at it' };

export function entry(more: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: 'ab'.repeat(32),
    kind: 'decision',
    person: 'a.diaz',
    scan: 'cd'.repeat(32),
    title: 'AB-123-C',
    what: 'release',
    cose: Uint8Array.of(1),
    signedAt: NOW,
    undoSeconds: 10,
    seenDecidedAt: null,
    state: 'waiting',
    tried: 0,
    nextAt: NOW,
    undoUntil: null,
    logIndex: null,
    problem: null,
    endedAt: null,
    ...more,
  };
}

const through = (start: OutboxEntry, ...events: readonly OutboxEvent[]) =>
  events.reduce((held, event) => after(held, event, NOW), start);
const failedAt = (of: 'sending' | 'undoing', problem: OutboxProblem): OutboxEvent => ({ is: 'failed', of, problem });

describe('a signed decision', () => {
  it('is sent, held for its seconds, and recorded only by the server’s word', () => {
    const held = through(entry(), { is: 'sent' }, { is: 'held', undoUntil: NOW + 10_000 });
    expect(held).toMatchObject({ state: 'held', undoUntil: NOW + 10_000 });
    expect(held.nextAt).toBeGreaterThan(NOW + 10_000);
    expect(through(held, { is: 'recorded', logIndex: 7 })).toMatchObject({
      state: 'recorded',
      logIndex: 7,
      endedAt: NOW,
    });
  });

  it('waits and is tried again while there is no network, ever more rarely', () => {
    const once = through(entry(), { is: 'sent' }, failedAt('sending', unreachable));
    expect(once).toMatchObject({ state: 'waiting', tried: 1, nextAt: NOW + 1000, problem: unreachable });
    const often = through(entry({ tried: 20 }), failedAt('sending', unreachable));
    expect(often.nextAt).toBe(NOW + 30_000);
    expect(retryMs(3)).toBe(4000);
  });

  it('asks its person to sign in when the session has ended, and is not lost', () => {
    const waiting = through(
      entry(),
      { is: 'sent' },
      failedAt('sending', { status: 401, code: 'SESSION_MISSING', detail: '' }),
    );
    expect(waiting.state).toBe('waiting');
    expect(needsSignIn(waiting)).toBe(true);
  });

  it('is for a person to look at when the server refuses it, and can be sent again', () => {
    const refused = through(entry(), { is: 'sent' }, failedAt('sending', claimed));
    expect(refused).toMatchObject({ state: 'refused', problem: claimed });
    expect(through(refused, { is: 'retry-wanted' })).toMatchObject({ state: 'waiting', problem: null });
  });
});

describe('taking a decision back', () => {
  it('is not sending it, when it never left this browser', () => {
    expect(through(entry(), { is: 'undo-wanted' }).state).toBe('undone');
  });
  it('is asked for at the server, when it may be there', () => {
    const undoing = through(entry(), { is: 'sent' }, { is: 'undo-wanted' });
    expect(undoing.state).toBe('undoing');
    expect(through(undoing, { is: 'taken-back' }).state).toBe('undone');
  });
  it('goes on when the answer to the sending comes in between', () => {
    const undoing = through(entry(), { is: 'sent' }, { is: 'undo-wanted' }, { is: 'held', undoUntil: NOW + 9000 });
    expect(undoing).toMatchObject({ state: 'undoing', undoUntil: NOW + 9000 });
  });
  it('is done when the server never had it, or refused it', () => {
    const undoing = through(entry(), { is: 'sent' }, { is: 'undo-wanted' });
    const unknown = { status: 404, code: 'DECISION_UNKNOWN', detail: '' };
    expect(through(undoing, failedAt('undoing', unknown)).state).toBe('undone');
    expect(through(undoing, failedAt('sending', claimed)).state).toBe('undone');
  });
  it('is tried again without a network', () => {
    const undoing = through(entry(), { is: 'sent' }, { is: 'undo-wanted' }, failedAt('undoing', unreachable));
    expect(undoing).toMatchObject({ state: 'undoing', nextAt: NOW + 1000 });
  });
  it('too late says so, and the decision stands', () => {
    const stands = { status: 409, code: 'DECISION_STANDS', detail: '' };
    const late = through(entry(), { is: 'sent' }, { is: 'undo-wanted' }, failedAt('undoing', stands));
    expect(late).toMatchObject({ state: 'held', problem: stands });
    expect(through(late, { is: 'recorded', logIndex: 3 }).state).toBe('recorded');
  });
  it('is not for an outcome that was sent', () => {
    expect(through(entry({ kind: 'outcome' }), { is: 'sent' }, { is: 'undo-wanted' }).state).toBe('waiting');
  });
});

test('the time to undo that is left is asked for, and none once it is over', () => {
  expect(undoSecondsLeft(entry(), NOW)).toBe(10);
  expect(undoSecondsLeft(entry(), NOW + 3500)).toBe(7);
  expect(undoSecondsLeft(entry(), NOW + 60_000)).toBe(0);
  expect(undoSecondsLeft(entry(), NOW - 60_000)).toBe(10);
});

test.each([
  [{ status: 503, code: 'BUSY' }, true],
  [{ status: 429, code: 'TOO_MANY_GUESSES' }, true],
  [{ status: 403, code: 'CSRF_REFUSED' }, true],
  [{ status: 403, code: 'DECISION_OTHER_PERSON' }, false],
  [{ status: 409, code: 'DECISION_PENDING' }, true],
  [{ status: 422, code: 'REFER_NEEDS_MARK' }, false],
])('%j passes by itself: %s', (problem, passes) => {
  expect(isPassing({ ...problem, detail: '' })).toBe(passes);
});

describe('the table of moves', () => {
  const problem = fc.constantFrom(
    unreachable,
    claimed,
    { status: 401, code: 'SESSION_MISSING', detail: '' },
    { status: 404, code: 'DECISION_UNKNOWN', detail: '' },
    { status: 409, code: 'DECISION_STANDS', detail: '' },
    { status: 409, code: 'DECISION_UNDONE', detail: '' },
  );
  const event: fc.Arbitrary<OutboxEvent> = fc.oneof(
    fc.constantFrom<OutboxEvent>({ is: 'sent' }, { is: 'taken-back' }, { is: 'undo-wanted' }, { is: 'retry-wanted' }),
    fc.record({ is: fc.constant('held' as const), undoUntil: fc.nat().map((ms) => NOW + ms) }),
    fc.record({ is: fc.constant('recorded' as const), logIndex: fc.nat() }),
    fc.record({
      is: fc.constant('failed' as const),
      of: fc.constantFrom('sending' as const, 'undoing' as const),
      problem,
    }),
  );

  it('is the only way from state to state, an end stays an end, and the signed bytes are never touched', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.nat(3), fc.array(event, { maxLength: 12 }), (state, tried, events) => {
        let held = entry({ state, tried });
        for (const one of events) {
          const next = after(held, one, NOW);
          expect([held.state, ...NEXT[held.state]]).toContain(next.state);
          if (isEnded(held)) expect(next.state).toBe(held.state);
          expect([next.id, next.cose]).toEqual([held.id, held.cose]);
          held = next;
        }
      }),
    );
  });
});
