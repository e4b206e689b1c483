import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { Draft, Field } from './field.ts';
import { FieldView } from './field-view.tsx';
import classes from './forms.module.css';
import { type Problems, problemText } from './problems.ts';

/** Fields one below another, short ones side by side; problems stand at their fields. */
export function FieldList(props: {
  readonly fields: readonly Field[];
  readonly value: Draft;
  readonly problems: Problems;
  /** Where this part of the form is: `ownership.1.`; empty at the top. */
  readonly under?: string;
  readonly onChange: (value: Draft) => void;
}): ReactNode {
  const { say, formats } = useWords();
  const { fields, under = '', value, problems } = props;
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <div key={field.name} className={classes.field} data-wide={isWide(field) || undefined}>
          <FieldView
            field={field}
            value={value[field.name]}
            problem={problemText(problems.get(`${under}${field.name}`), say, formats.number)}
            problems={problems}
            under={`${under}${field.name}.`}
            onChange={(changed) => props.onChange({ ...value, [field.name]: changed })}
          />
        </div>
      ))}
    </div>
  );
}

const NARROW: ReadonlySet<Field['type']> = new Set([
  'line',
  'id',
  'choice',
  'record',
  'day',
  'moment',
  'number',
  'flag',
  'site',
  'lane',
  'operator',
]);

function isWide({ type }: Field): boolean {
  return !NARROW.has(type);
}
