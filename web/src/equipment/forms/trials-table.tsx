import { ActionIcon, Autocomplete, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { shareText } from '../parts/result-words.ts';
import { fromInput, toDay } from './day.ts';
import type { Draft } from './field.ts';
import classes from './forms.module.css';
import { type Problems, problemText } from './problems.ts';
import { trialBound } from './trial-bound.ts';
import { useStandard } from './use-standard.ts';

interface Row {
  readonly row: Draft;
  readonly at: number;
}

/** Hits of trials, one after the other per threat class and article, with the bound they show reckoned as one types. */
export function TrialsTable(props: {
  readonly rows: readonly Row[];
  readonly problems: Problems;
  readonly under: string;
  readonly onChange: (at: number, row: Draft) => void;
  readonly onRemove: (at: number) => void;
}): ReactNode {
  const standard = useStandard();
  const requirements = standard?.body.requirements ?? [];
  const threatClasses = [
    ...new Set(
      requirements.flatMap((one) => ('threatClass' in one && one.threatClass !== null ? [one.threatClass] : [])),
    ),
  ];
  return props.rows.map(({ row, at }) => (
    <TrialLine key={at} {...props} row={row} at={at} threatClasses={threatClasses}>
      <Bound bound={trialBound(row, requirements)} />
    </TrialLine>
  ));
}

function TrialLine(props: {
  readonly row: Draft;
  readonly at: number;
  readonly problems: Problems;
  readonly under: string;
  readonly threatClasses: readonly string[];
  readonly onChange: (at: number, row: Draft) => void;
  readonly onRemove: (at: number) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { say, formats } = useWords();
  const { row, at } = props;
  const set = (changed: Draft) => props.onChange(at, { ...row, ...changed });
  const cell = (name: string, column: 'outcome' | 'threatClass' | 'article' | 'hits' | 'trials' | 'day') => ({
    size: 'xs' as const,
    label: say(`form.trials.${column}`),
    error: problemText(props.problems.get(`${props.under}${at}.${name}`), say, formats.number),
  });
  return (
    <fieldset className={classes.trial} aria-label={`${say('form.result.trials')} ${at + 1}`}>
      <NativeSelect
        {...cell('outcome', 'outcome')}
        data={(['detection', 'false-alarm'] as const).map((one) => ({ value: one, label: say(`eq.trials.${one}`) }))}
        value={String(row.outcome)}
        onChange={(event) => set({ outcome: event.currentTarget.value })}
      />
      <Autocomplete
        {...cell('threatClass', 'threatClass')}
        data={[...props.threatClasses]}
        value={String(row.threatClass ?? '')}
        maxLength={64}
        onChange={(threatClass) => set({ threatClass })}
      />
      <TextInput
        {...cell('article', 'article')}
        value={String(row.article ?? '')}
        maxLength={300}
        onChange={(event) => set({ article: event.currentTarget.value })}
      />
      {(['hits', 'trials'] as const).map((name) => (
        <NumberInput
          key={name}
          {...cell(name, name)}
          value={typeof row[name] === 'number' ? row[name] : ''}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          onChange={(value) => set({ [name]: typeof value === 'number' ? value : null })}
        />
      ))}
      <TextInput
        {...cell('at', 'day')}
        type="date"
        value={toDay(typeof row.at === 'number' ? row.at : null)}
        onChange={(event) => set({ at: fromInput(event.currentTarget.value) })}
      />
      <div className={classes.bound}>{props.children}</div>
      <ActionIcon
        variant="subtle"
        className={classes.away ?? ''}
        aria-label={say('form.remove', { number: at + 1 })}
        onClick={() => props.onRemove(at)}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </fieldset>
  );
}

function Bound({ bound }: { readonly bound: ReturnType<typeof trialBound> }): ReactNode {
  const { say, formats } = useWords();
  if (!bound) return <span className={classes.hint}>{say('form.trials.noBound')}</span>;
  const words = {
    bound: shareText(bound.bound, bound.side, formats),
    confidence: formats.percent(bound.confidence),
  };
  return (
    <span role="status">
      {say(bound.side === 'lower' ? 'form.trials.atLeast' : 'form.trials.atMost', words)}
      <br />
      {bound.asked === undefined || bound.isMet === undefined ? (
        <span className={classes.hint}>{say('form.trials.notAsked')}</span>
      ) : (
        <strong data-met={bound.isMet} className={classes.verdict}>
          {say(bound.isMet ? 'form.trials.met' : 'form.trials.notMet', { asked: formats.percent(bound.asked) })}
        </strong>
      )}
    </span>
  );
}
