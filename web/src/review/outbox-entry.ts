import type { DecisionKind, OutcomeBody } from '@garita/api';

/**
 * Where a signed document of this browser is on its way. `waiting`: here alone, or perhaps there: it is sent until the
 * server answers. `held`: the server has it and it can be taken back. `undoing`: to be taken back there. `refused`: a person
 * must say what now. `recorded` and `undone` are ends.
 */
export type OutboxState = 'waiting' | 'held' | 'undoing' | 'refused' | 'recorded' | 'undone';

/** Every legal move. */
export const NEXT: Readonly<Record<OutboxState, readonly OutboxState[]>> = {
  waiting: ['held', 'recorded', 'refused', 'undoing', 'undone'],
  held: ['recorded', 'undoing', 'refused', 'undone'],
  undoing: ['undone', 'held', 'recorded'],
  refused: ['waiting', 'undone'],
  recorded: [],
  undone: [],
};

/** Why something is not where it should be. */
export interface OutboxProblem {
  /** 0: there was no answer. */
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly words?: {
    readonly message: { readonly es: string; readonly en: string };
    readonly wayOut: { readonly es: string; readonly en: string };
  };
}

/** A signed document and how far it has come. Kept before it is sent, so that nothing is lost; sent by its bytes alone. */
export interface OutboxEntry {
  /** SHA-256 of the signed bytes, hex: the same document is one entry, here and at the server. */
  readonly id: string;
  readonly kind: 'decision' | 'outcome';
  readonly person: string;
  readonly scan: string;
  /** What a person calls the case: a plate, a container number. */
  readonly title: string;
  readonly what: DecisionKind | OutcomeBody['result'];
  readonly cose: Uint8Array<ArrayBuffer>;
  readonly signedAt: number;
  /** How long it may be taken back, from its signing. */
  readonly undoSeconds: number;
  /** The newest decision of the case that whoever signed had seen, ms since 1970. */
  readonly seenDecidedAt: number | null;
  readonly state: OutboxState;
  /** Times it left this browser. */
  readonly tried: number;
  readonly nextAt: number;
  /** While `held`: until when, by this browser's clock. */
  readonly undoUntil: number | null;
  readonly logIndex: number | null;
  readonly problem: OutboxProblem | null;
  readonly endedAt: number | null;
}

export type OutboxEvent =
  | { readonly is: 'sent' }
  | { readonly is: 'held'; readonly undoUntil: number }
  | { readonly is: 'recorded'; readonly logIndex: number }
  | { readonly is: 'taken-back' }
  /** What was asked: that it be taken, or taken back. */
  | { readonly is: 'failed'; readonly of: 'sending' | 'undoing'; readonly problem: OutboxProblem }
  | { readonly is: 'undo-wanted' }
  | { readonly is: 'retry-wanted' };

/** Asked for its place in the log this long after the time to undo it, ms. */
const SETTLE_MS = 400;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** The entry after something happened to it; the same entry where that changes nothing. */
export function after(entry: OutboxEntry, event: OutboxEvent, now: number): OutboxEntry {
  switch (event.is) {
    case 'sent':
      return { ...entry, tried: entry.tried + 1 };
    case 'held':
      return held(entry, event.undoUntil, now);
    case 'recorded':
      return moved(entry, 'recorded', now, { logIndex: event.logIndex, undoUntil: null });
    case 'taken-back':
      return moved(entry, 'undone', now, { problem: null, undoUntil: null });
    case 'failed':
      return failed(entry, event, now);
    case 'undo-wanted':
      // What never left this browser is taken back by not sending it.
      if (entry.tried === 0 || entry.state === 'refused') return moved(entry, 'undone', now, { problem: null });
      if (entry.kind === 'outcome') return entry;
      return moved(entry, 'undoing', now, { problem: null });
    case 'retry-wanted':
      return entry.state === 'refused' ? moved(entry, 'waiting', now, { problem: null }) : { ...entry, nextAt: now };
  }
}

function moved(entry: OutboxEntry, state: OutboxState, now: number, more: Partial<OutboxEntry> = {}): OutboxEntry {
  if (!NEXT[entry.state].includes(state)) return entry;
  const ended = state === 'recorded' || state === 'undone';
  return { ...entry, nextAt: now, ...more, state, endedAt: ended ? now : null };
}

function held(entry: OutboxEntry, undoUntil: number, now: number): OutboxEntry {
  // Answered while somebody wants it back: that still has to be asked for.
  if (entry.state === 'undoing') return { ...entry, undoUntil };
  const nextAt = Math.max(undoUntil, now) + SETTLE_MS;
  if (entry.state === 'held') return { ...entry, nextAt };
  return moved(entry, 'held', now, { undoUntil, nextAt, problem: null });
}

function failed(
  entry: OutboxEntry,
  { of, problem }: { readonly of: 'sending' | 'undoing'; readonly problem: OutboxProblem },
  now: number,
): OutboxEntry {
  if (isEnded(entry)) return entry;
  const gone = moved(entry, 'undone', now, { undoUntil: null });
  if (problem.code === 'DECISION_UNDONE') return gone;
  if (isPassing(problem)) return { ...entry, problem, nextAt: now + retryMs(entry.tried) };
  // Refused while somebody wants it back, or never there: nothing is left to take back.
  if (entry.state === 'undoing' && (of === 'sending' || problem.code === 'DECISION_UNKNOWN')) return gone;
  // Too late: it stands, and its place in the log is asked for.
  if (entry.state === 'undoing') return moved(entry, 'held', now, { problem, undoUntil: null });
  return moved(entry, 'refused', now, { problem });
}

/** Doubles, up to half a minute. */
export function retryMs(tried: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, Math.min(10, tried - 1)));
}

/** What may be otherwise when asked again: no network, a server that is down or busy, a session that ended. */
export function isPassing({ status, code }: OutboxProblem): boolean {
  if (status === 0 || status >= 500 || status === 408 || status === 429 || status === 401) return true;
  return code === 'CSRF_REFUSED' || code === 'DECISION_PENDING' || code === 'ANSWER_UNREADABLE';
}

/** Whether the person must sign in before it goes on. */
export function needsSignIn({ problem, state }: OutboxEntry): boolean {
  return problem?.status === 401 && (state === 'waiting' || state === 'held' || state === 'undoing');
}

/** A decision that the server has, or will have without anybody's doing. */
export function isUnderWay({ kind, state }: OutboxEntry): boolean {
  return kind === 'decision' && (state === 'waiting' || state === 'held' || state === 'undoing');
}

export function isEnded({ state }: OutboxEntry): boolean {
  return state === 'recorded' || state === 'undone';
}

/** How much of the time to undo is left to ask the server for, whole seconds. */
export function undoSecondsLeft({ signedAt, undoSeconds }: OutboxEntry, now: number): number {
  return Math.max(0, Math.min(undoSeconds, Math.ceil((signedAt + undoSeconds * 1000 - now) / 1000)));
}
