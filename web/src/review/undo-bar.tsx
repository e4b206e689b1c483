import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommands } from '../app/commands.tsx';
import { guideDecided } from '../app/guide.ts';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useNow } from '../ui/use-now.ts';
import { outbox } from './browser-outbox.ts';
import classes from './outbox.module.css';
import { isEnded, type OutboxEntry } from './outbox-entry.ts';
import { whatWords } from './outbox-words.ts';

/** The end of an entry stays on screen for this long, ms. */
const END_SHOWN_MS = 6000;

/** The newest decision or outcome: what became of it so far, and, for its seconds, the way back. */
export function UndoBar(props: {
  readonly entries: readonly OutboxEntry[];
  readonly person: string | null;
  readonly onOpen: (scan: string) => void;
}): ReactNode {
  useNow(250);
  // The seconds to undo are counted by this browser's clock.
  const now = Date.now();
  const newest = props.entries.findLast((entry) => entry.person === props.person && isShown(entry, now));
  return newest ? <Bar entry={newest} now={now} onOpen={props.onOpen} /> : null;
}

function isShown(entry: OutboxEntry, now: number): boolean {
  if (isEnded(entry)) return now - (entry.endedAt ?? 0) < END_SHOWN_MS;
  // What waits longer has its place in the header.
  return entry.state !== 'refused' && now - entry.signedAt < 60_000;
}

function Bar(props: {
  readonly entry: OutboxEntry;
  readonly now: number;
  readonly onOpen: (scan: string) => void;
}): ReactNode {
  const { entry, now } = props;
  const { say, formats } = useWords();
  const { state, kind, scan, title, tried, problem } = entry;
  const left = (entry.undoUntil ?? entry.signedAt + entry.undoSeconds * 1000) - now;
  const undoable =
    kind === 'decision' && ((state === 'held' && left > 0) || (state === 'waiting' && entry.undoSeconds > 0));
  const undo = () => {
    guideDecided(scan, false);
    void outbox.undo(entry.id).then(() => props.onOpen(scan));
  };
  useCommands(undoable ? { 'decide-undo': undo } : {});
  const status = () => {
    switch (state) {
      case 'recorded':
        return say('review.undo.recorded', { index: formats.number(entry.logIndex ?? 0) });
      case 'undone':
        return say('review.undo.taken');
      case 'undoing':
        return say('review.outbox.undoing');
      case 'held':
        return problem?.code === 'DECISION_STANDS' ? say('review.outbox.tooLate') : say('review.undo.sent');
      default:
        return say(problem !== null && tried > 0 ? 'review.undo.queued' : 'review.undo.sending');
    }
  };
  return (
    <div className={classes.bar} data-tone={state === 'recorded' ? 'good' : 'note'}>
      <span role="status">
        <strong>{whatWords(entry, say)}</strong> <span className={classes.title}>{title}</span>
        <span className={classes.status}>{status()}</span>
      </span>
      {undoable && (
        <Button size="compact-sm" variant="default" onClick={undo}>
          {say('review.undo.undo')}&nbsp;
          <KeyHint of="decide-undo" />
          {left > 0 && (
            <span className={classes.seconds} aria-hidden>
              {say('review.undo.seconds', { seconds: Math.ceil(left / 1000) })}
            </span>
          )}
        </Button>
      )}
      {state === 'held' && left > 0 && (
        <span
          className={classes.countdown}
          style={{ inlineSize: `${Math.min(1, left / Math.max(1, entry.undoSeconds * 1000)) * 100}%` }}
          aria-hidden
        />
      )}
    </div>
  );
}
