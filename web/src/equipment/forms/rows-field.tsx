import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { asRows, emptyDraft } from './draft.ts';
import type { FieldProps } from './field.ts';
import { FieldList } from './field-list.tsx';
import classes from './forms.module.css';
import type { Problems } from './problems.ts';
import { Framed } from './words-field.tsx';

/** Any number of the same small form. */
export function RowsField(
  props: FieldProps<'rows'> & { readonly problems: Problems; readonly under: string },
): ReactNode {
  const { say } = useWords();
  const { field, onChange, problem, problems, under } = props;
  const rows = asRows(props.value);
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={problem}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and change by place
        <div key={at} className={classes.row}>
          <FieldList
            fields={field.fields}
            value={row}
            problems={problems}
            under={`${under}${at}.`}
            onChange={(changed) => onChange(rows.map((one, place) => (place === at ? changed : one)))}
          />
          <ActionIcon
            variant="subtle"
            aria-label={say('form.remove', { number: at + 1 })}
            onClick={() => onChange(rows.filter((_, place) => place !== at))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {rows.length < field.most && (
        <div>
          <Button size="compact-sm" variant="default" onClick={() => onChange([...rows, emptyDraft(field.fields)])}>
            {say(field.add)}
          </Button>
        </div>
      )}
    </Framed>
  );
}
