import type { MarkBody } from '@garita/api';
import { threatCategoryOf } from '@garita/review';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type History, historyOf, step, undo } from '../viewer/index.ts';

/** A mark while it is made: the same as what is sent, and a name of its own on this page. */
export interface DeskMark extends MarkBody {
  readonly id: string;
}

/** Keeps what an analyst has marked before it is decided, in this browser. */
export interface MarkDrafts {
  load(scan: string): Promise<readonly MarkBody[]>;
  save(scan: string, marks: readonly MarkBody[]): Promise<void>;
}

export interface Marks {
  readonly marks: readonly DeskMark[];
  readonly selected: DeskMark | undefined;
  readonly canUndo: boolean;
  select(id: string | undefined): void;
  /** A new mark, which is then the selected one; its name on this page. */
  add(mark: Pick<MarkBody, 'object' | 'frame' | 'shape' | 'points'>): string;
  /** Changes of one gesture are undone together. */
  change(id: string, change: Partial<MarkBody>, gesture?: string): void;
  remove(id: string): void;
  undo(): void;
}

export const MOST_MARKS = 32;
let made = 0;
const newId = () => `mark-${++made}`;
type Marked = readonly DeskMark[];

/** The marks of a case, with undo; every change is kept as a draft at once. */
export function useMarks(scan: string, drafts: MarkDrafts): Marks {
  const [held, setHeld] = useState<{ readonly scan: string; readonly history: History<Marked> }>();
  const [selectedId, select] = useState<string>();
  const history = held?.scan === scan ? held.history : undefined;
  useEffect(() => {
    let gone = false;
    const begin = (found: readonly MarkBody[]) => {
      if (gone) return;
      const marks = found.slice(0, MOST_MARKS).map((mark) => ({ ...mark, id: newId() }));
      setHeld((before) => (before?.scan === scan ? before : { scan, history: historyOf<Marked>(marks) }));
    };
    // A draft that cannot be read is none: marking must always be possible.
    drafts.load(scan).then(begin, () => begin([]));
    select(undefined);
    return () => {
      gone = true;
    };
  }, [scan, drafts]);
  const change = useCallback(
    (next: (marks: Marked) => Marked, gesture?: string) =>
      setHeld((before) => {
        const known = before?.scan === scan ? before.history : historyOf<Marked>([]);
        const marks = next(known.now);
        if (marks === known.now) return before;
        return { scan, history: step(known, marks, gesture) };
      }),
    [scan],
  );
  const now = history?.now;
  useEffect(() => {
    if (now === undefined) return;
    void drafts.save(
      scan,
      now.map(({ id: _, ...mark }) => mark),
    );
  }, [scan, now, drafts]);
  return useMemo<Marks>(() => {
    const marks = now ?? [];
    return {
      marks,
      selected: marks.find(({ id }) => id === selectedId),
      canUndo: (history?.before.length ?? 0) > 0,
      select,
      add: (mark) => {
        const id = newId();
        const whole = { ...mark, id, threatCategory: null, contraband: null, certainty: null, text: '' };
        change((before) => (before.length >= MOST_MARKS ? before : [...before, whole]));
        select(id);
        return id;
      },
      change: (id, part, gesture) =>
        change(
          (before) => before.map((mark) => (mark.id === id ? categorised({ ...mark, ...part }) : mark)),
          gesture === undefined ? undefined : `${id}:${gesture}`,
        ),
      remove: (id) => {
        change((before) => before.filter((mark) => mark.id !== id));
        select(undefined);
      },
      undo: () => setHeld((before) => (before?.scan === scan ? { scan, history: undo(before.history) } : before)),
    };
  }, [now, history, selectedId, change, scan]);
}

/** The category of DICOS follows from the agency's kind: nobody is asked twice. */
function categorised(mark: DeskMark): DeskMark {
  return { ...mark, threatCategory: mark.contraband === null ? null : threatCategoryOf(mark.contraband) };
}
