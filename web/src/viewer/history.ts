/** States one can go back to. Immutable: every step gives a new history. */
export interface History<State> {
  readonly now: State;
  readonly before: readonly State[];
  readonly after: readonly State[];
  /** What the last step belongs to; steps of one gesture (a drag) are undone together. */
  readonly gesture: string | undefined;
}

const MOST_STEPS = 200;

export function historyOf<State>(now: State): History<State> {
  return { now, before: [], after: [], gesture: undefined };
}

/** A new state; within one gesture it takes the place of the last one. */
export function step<State>(history: History<State>, now: State, gesture?: string): History<State> {
  const joins = gesture !== undefined && gesture === history.gesture;
  const before = joins ? history.before : [...history.before, history.now].slice(-MOST_STEPS);
  return { now, before, after: [], gesture };
}

/** One step back; the same history when there is none. */
export function undo<State>(history: History<State>): History<State> {
  const now = history.before.at(-1);
  if (now === undefined) return history;
  return { now, before: history.before.slice(0, -1), after: [history.now, ...history.after], gesture: undefined };
}

/** One step forward again. */
export function redo<State>(history: History<State>): History<State> {
  const [now, ...after] = history.after;
  if (now === undefined) return history;
  return { now, before: [...history.before, history.now], after, gesture: undefined };
}
