import type { AssessedRequirement, ConfigurationView } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { measureValue, shareText } from '../parts/result-words.ts';
import { type Change, compareEvaluations } from './compare-evaluations.ts';
import classes from './review.module.css';
import type { Evaluating } from './use-evaluate.ts';

const TONE = { better: 'good', worse: 'bad', other: 'note' } as const;

/** What the newest evaluation says, and what changed against the one before. */
export function EvaluationStrip(props: {
  readonly view: ConfigurationView;
  readonly evaluate: Evaluating;
  readonly onChoose: (requirement: string) => void;
}): ReactNode {
  const { say, formats, language } = useWords();
  const { view, evaluate } = props;
  const [newest, earlier] = view.evaluations;
  const before = evaluate.before ?? earlier?.record;
  const changes = newest && before ? compareEvaluations(before, newest.record) : [];
  return (
    <section className={classes.strip} aria-label={say('work.evaluation')} aria-live="polite">
      {evaluate.error && <Failure error={evaluate.error} retry={evaluate.run} />}
      {newest ? (
        <>
          <p>
            <OutcomeBadge outcome={newest.record.outcome} />{' '}
            {say('work.evaluatedAt', { time: formats.moment(newest.record.at), person: newest.record.by })}{' '}
            {newest.record.notAssessed > 0 && (
              <Badge tone="note">{say('work.notAssessed', { count: formats.number(newest.record.notAssessed) })}</Badge>
            )}{' '}
            <Hash value={newest.hash} />
          </p>
          <ul className={classes.contexts}>
            {newest.record.contexts.map((context) => (
              <li key={context.context}>
                {context.name[language]} <OutcomeBadge outcome={context.outcome} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{say('work.neverEvaluated')}</p>
      )}
      {before && newest && (
        <details open={evaluate.isDone && changes.length > 0} key={newest.hash}>
          <summary>
            {changes.length === 0
              ? say('work.nothingChanged', { time: formats.moment(before.at) })
              : say('work.changed', { count: formats.number(changes.length), time: formats.moment(before.at) })}
          </summary>
          <ul className={classes.changes}>
            {changes.map((change) => (
              <ChangeLine key={change.key} change={change} onChoose={props.onChoose} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function ChangeLine({
  change,
  onChoose,
}: {
  readonly change: Change;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { say, language } = useWords();
  const { before, after, direction } = change;
  const one = after ?? before;
  if (!one) return null;
  return (
    <li>
      <Badge tone={TONE[direction]}>{say(`work.direction.${direction}`)}</Badge>
      <UnstyledButton className={classes.asLink} onClick={() => onChoose(one.requirement)}>
        {one.text[language]}
      </UnstyledButton>
      <span className={classes.quiet}>
        <Result of={before} /> → <Result of={after} />
      </span>
    </li>
  );
}

function Result({ of: assessed }: { readonly of: AssessedRequirement | undefined }): ReactNode {
  const { say, formats } = useWords();
  if (!assessed) return say('work.notAsked');
  const { bound, boundSide, outcome, trials, unit, value } = assessed;
  const shown =
    bound !== null
      ? `${boundSide === 'upper' ? '≤' : '≥'} ${shareText(bound, boundSide, formats)}`
      : value === null
        ? undefined
        : trials === null
          ? measureValue(value, unit ?? '', formats)
          : shareText(value, null, formats);
  return (
    <>
      {say(`eq.outcome.${outcome}`)}
      {shown !== undefined && ` (${shown})`}
    </>
  );
}
