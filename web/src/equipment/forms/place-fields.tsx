import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import type { FieldProps } from './field.ts';
import { useFormContext } from './form-context.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

export function SiteField(props: FieldProps<'site'>): ReactNode {
  const { language } = useWords();
  const { register } = usePlaceNames();
  return <Place {...props} data={register?.sites.map(({ id, name }) => ({ value: id, label: name[language] }))} />;
}

/** Lanes of the site that was chosen. */
export function LaneField(props: FieldProps<'lane'>): ReactNode {
  const { language } = useWords();
  const { register } = usePlaceNames();
  const { site } = useFormContext();
  const lanes = register?.sites.find(({ id }) => id === site)?.lanes;
  return <Place {...props} data={lanes?.map(({ id, name }) => ({ value: id, label: name[language] }))} />;
}

export function OperatorField(props: FieldProps<'operator'>): ReactNode {
  const { language } = useWords();
  const { register } = usePlaceNames();
  return <Place {...props} data={register?.operators.map(({ id, name }) => ({ value: id, label: name[language] }))} />;
}

function Place(
  props: FieldProps<'site' | 'lane' | 'operator'> & { readonly data: readonly Option[] | undefined },
): ReactNode {
  const { say } = useWords();
  const { field, value, problem, onChange, data = [] } = props;
  const chosen = typeof value === 'string' ? value : null;
  const known = chosen === null || data.some((one) => one.value === chosen);
  return (
    <Select
      label={say(field.label)}
      error={problem}
      data={[...data, ...(known ? [] : [{ value: chosen, label: chosen }])]}
      value={chosen}
      searchable
      required={field.optional !== true}
      withAsterisk={false}
      nothingFoundMessage={say('form.nothingFound')}
      onChange={onChange}
    />
  );
}
