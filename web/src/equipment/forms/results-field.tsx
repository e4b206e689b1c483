import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { serverNow } from '../../app/server-clock.ts';
import { useWords } from '../../i18n/language.tsx';
import { asRows, emptyResult, resultFields } from './draft.ts';
import type { Draft, FieldProps } from './field.ts';
import { FieldList } from './field-list.tsx';
import classes from './forms.module.css';
import type { Problems } from './problems.ts';
import { TrialsTable } from './trials-table.tsx';
import { Framed } from './words-field.tsx';

const KINDS = ['trials', 'measure', 'outage', 'data-path', 'check'] as const;
const MOST_RESULTS = 256;

/** What a document reports: trials in a table with their exact bounds, the rest each as its own small form. */
export function ResultsField(
  props: FieldProps<'results'> & { readonly problems: Problems; readonly under: string },
): ReactNode {
  const { say } = useWords();
  const { field, onChange, problem, problems, under } = props;
  const rows = asRows(props.value);
  const change = (at: number, row: Draft) => onChange(rows.map((one, place) => (place === at ? row : one)));
  const remove = (at: number) => onChange(rows.filter((_, place) => place !== at));
  const numbered = rows.map((row, at) => ({ row, at }));
  const trials = numbered.filter(({ row }) => row.kind === 'trials');
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      {trials.length > 0 && (
        <TrialsTable rows={trials} problems={problems} under={under} onChange={change} onRemove={remove} />
      )}
      {numbered.map(({ row, at }) => {
        const fields = resultFields(row);
        if (!fields) return null;
        const kind = KINDS.find((one) => one === row.kind) ?? 'check';
        return (
          <section key={at} className={classes.result} aria-label={say(`form.result.${kind}`)}>
            <div className={classes.resultHead}>
              <h4>{say(`form.result.${kind}`)}</h4>
              <ActionIcon
                variant="subtle"
                aria-label={say('form.remove', { number: at + 1 })}
                onClick={() => remove(at)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </div>
            <FieldList
              fields={fields}
              value={row}
              problems={problems}
              under={`${under}${at}.`}
              onChange={(changed) => change(at, changed)}
            />
          </section>
        );
      })}
      {rows.length < MOST_RESULTS && (
        <div className={classes.actions}>
          <span className={classes.hint}>{say('form.addResult')}</span>
          {KINDS.map((kind) => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              onClick={() => onChange([...rows, emptyResult(kind, serverNow())])}
            >
              {say(`form.result.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </Framed>
  );
}
