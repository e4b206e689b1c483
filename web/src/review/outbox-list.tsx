import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Language, type Say, useWords } from '../i18n/language.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { useNow } from '../ui/use-now.ts';
import { outbox } from './browser-outbox.ts';
import classes from './outbox.module.css';
import { isEnded, needsSignIn, type OutboxEntry, type OutboxProblem } from './outbox-entry.ts';
import { whatWords } from './outbox-words.ts';

/** Everything of the outbox: what is wrong where something is, and the way out of it. */
export function OutboxList(props: {
  readonly entries: readonly OutboxEntry[];
  readonly person: string | null;
  readonly onLeave: () => void;
}): ReactNode {
  const { say } = useWords();
  const { entries, person } = props;
  const mine = entries.filter((entry) => entry.person === person).toReversed();
  const others = Object.entries(
    Object.groupBy(
      entries.filter((entry) => entry.person !== person && !isEnded(entry)),
      (entry) => entry.person,
    ),
  );
  return (
    <section aria-label={say('review.outbox.title')} className={classes.list}>
      <h2>{say('review.outbox.title')}</h2>
      {mine.every(isEnded) && <p>{say('review.outbox.empty')}</p>}
      <ul>
        {mine.map((entry) => (
          <Entry key={entry.id} entry={entry} onLeave={props.onLeave} />
        ))}
      </ul>
      {others.map(([name, waiting]) => (
        <p key={name}>{say('review.outbox.others', { count: waiting?.length ?? 0, person: name })}</p>
      ))}
    </section>
  );
}

function Entry({ entry, onLeave }: { readonly entry: OutboxEntry; readonly onLeave: () => void }): ReactNode {
  const { say, formats, language } = useWords();
  useNow();
  const now = Date.now();
  const [sure, setSure] = useState(false);
  const { state, scan, title, problem, id, tried, kind } = entry;
  const status = () => {
    if (needsSignIn(entry)) return say('review.outbox.signInFirst');
    if (state === 'recorded') return say('review.outbox.recorded', { index: formats.number(entry.logIndex ?? 0) });
    if (state === 'waiting' && tried > 0 && problem !== null)
      return say('review.outbox.again', { span: formats.span(entry.nextAt - now) });
    return say(`review.outbox.${state}`);
  };
  const stoppable = state === 'refused' || (state === 'waiting' && (tried === 0 || kind === 'decision'));
  return (
    <li data-state={state}>
      <p>
        <strong>{whatWords(entry, say)}</strong> {title} · {formats.clock(entry.signedAt)}
      </p>
      <p className={classes.status}>{status()}</p>
      {problem !== null && !isEnded(entry) && <p className={classes.problem}>{problemWords(problem, say, language)}</p>}
      {!isEnded(entry) && (
        <div className={classes.actions}>
          {state === 'refused' && (
            <ButtonLink to="/desk/$scan" params={{ scan }} size="compact-xs" onClick={onLeave}>
              {say('review.outbox.open')}
            </ButtonLink>
          )}
          {(state === 'refused' || (state === 'waiting' && problem !== null)) && (
            <Button size="compact-xs" variant="default" onClick={() => void outbox.retry(id)}>
              {say('review.outbox.retry')}
            </Button>
          )}
          {stoppable && (
            <Button size="compact-xs" variant="default" onClick={() => (sure ? void outbox.undo(id) : setSure(true))}>
              {say(sure ? 'review.outbox.discardSure' : 'review.outbox.discard')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What is wrong and the way out, in one paragraph. */
function problemWords({ code, words, detail }: OutboxProblem, say: Say, language: Language): string {
  if (code === 'DECIDED_MEANWHILE')
    return `${say('review.outbox.decidedMeanwhile')} ${say('review.outbox.decidedMeanwhileWay')}`;
  if (words) return `${words.message[language]} ${words.wayOut[language]}`;
  if (code === 'UNREACHABLE') return `${say('app.error.unreachable')} ${say('app.error.unreachableWay')}`;
  if (code === 'ANSWER_UNREADABLE') return `${say('app.error.answer')} ${say('app.error.answerWay')}`;
  return `${say('review.outbox.page')} ${detail}`;
}
