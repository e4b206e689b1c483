import { MultiSelect, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useRecordTitle } from '../parts/record-title.ts';
import { useRecords } from '../parts/use-records.ts';
import { asList } from './draft.ts';
import type { FieldOf, FieldProps } from './field.ts';
import { useFormContext } from './form-context.ts';

/** Another record, chosen by its name. */
export function RecordField({ field, value, problem, onChange }: FieldProps<'record'>): ReactNode {
  const { say } = useWords();
  const { options, error } = useOptions(field);
  const chosen = typeof value === 'string' ? value : null;
  return (
    <Select
      label={say(field.label)}
      description={field.hint && say(field.hint)}
      error={problem ?? (error ? say('form.listUnreadable') : undefined)}
      data={withChosen(options, chosen === null ? [] : [chosen])}
      value={chosen}
      searchable
      clearable={field.optional === true}
      required={field.optional !== true}
      withAsterisk={false}
      nothingFoundMessage={say('form.nothingFound')}
      onChange={onChange}
    />
  );
}

export function RecordsField({ field, value, problem, onChange }: FieldProps<'records'>): ReactNode {
  const { say } = useWords();
  const { options, error } = useOptions(field);
  const chosen = asList(value).map(String);
  return (
    <MultiSelect
      label={say(field.label)}
      description={field.hint && say(field.hint)}
      error={problem ?? (error ? say('form.listUnreadable') : undefined)}
      data={withChosen(options, chosen)}
      value={chosen}
      searchable
      nothingFoundMessage={say('form.nothingFound')}
      onChange={onChange}
    />
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function useOptions({ kind }: Pick<FieldOf<'record'>, 'kind'>) {
  const { configuration } = useFormContext();
  const titleOf = useRecordTitle();
  const { data, error } = useRecords(kind, kind === 'evidence' ? configuration : undefined);
  const options: readonly Option[] = (data ?? []).map((record) => ({ value: record.id, label: titleOf(record) }));
  return { options, error };
}

/** What was chosen stays in sight where the list does not have it. */
function withChosen(options: readonly Option[], chosen: readonly string[]): Option[] {
  const unknown = chosen.filter((id) => !options.some(({ value }) => value === id));
  return [...options, ...unknown.map((id) => ({ value: id, label: id }))];
}
