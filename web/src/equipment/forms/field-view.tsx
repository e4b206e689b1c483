import { Autocomplete, Checkbox, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type PlainKey, useWords } from '../../i18n/language.tsx';
import { AboutField } from './about-field.tsx';
import { ChecklistField } from './checklist-field.tsx';
import { ContextsField } from './contexts-field.tsx';
import { fromInput, toDay, toMinute } from './day.ts';
import { DocumentField } from './document-field.tsx';
import { asList, asWords } from './draft.ts';
import type { Field } from './field.ts';
import { LevelsField } from './levels-field.tsx';
import { LaneField, OperatorField, SiteField } from './place-fields.tsx';
import type { Problems } from './problems.ts';
import { RecordField, RecordsField } from './record-field.tsx';
import { ResultsField } from './results-field.tsx';
import { RowsField } from './rows-field.tsx';
import { WordsField, WordsListField } from './words-field.tsx';

interface Props {
  readonly field: Field;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly problems: Problems;
  readonly under: string;
  readonly onChange: (value: unknown) => void;
}

/** One property as it is asked for. */
export function FieldView(props: Props): ReactNode {
  const { say } = useWords();
  const { field, value, problem, onChange } = props;
  const common = {
    label: say(field.label),
    ...(field.hint && { description: say(field.hint) }),
    ...(problem !== undefined && { error: problem }),
    required: field.optional !== true,
    withAsterisk: false,
    size: 'sm',
  } as const;
  const time = typeof value === 'number' ? value : null;
  switch (field.type) {
    case 'line':
      return (
        <TextInput
          {...common}
          required={common.required && field.blank !== true}
          value={String(value ?? '')}
          maxLength={field.max ?? 300}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(field.plain && { spellCheck: false, autoCapitalize: 'none' })}
        />
      );
    case 'id':
      return (
        <Autocomplete
          {...common}
          data={[...(field.suggestions ?? [])]}
          value={String(value ?? '')}
          maxLength={64}
          spellCheck={false}
          autoCapitalize="none"
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={field.of.map((one) => ({ value: one, label: say(`${field.words}.${one}` as PlainKey) }))}
          value={typeof value === 'string' ? value : null}
          allowDeselect={false}
          checkIconPosition="right"
          onChange={onChange}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={field.of.map((one) => ({ value: one, label: say(`${field.words}.${one}` as PlainKey) }))}
          value={asList(value).map(String)}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <TextInput
          {...common}
          type="date"
          value={toDay(time)}
          onChange={(event) => onChange(fromInput(event.currentTarget.value))}
        />
      );
    case 'moment':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={toMinute(time)}
          onChange={(event) => onChange(fromInput(event.currentTarget.value))}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={time ?? ''}
          {...(field.min !== undefined && { min: field.min })}
          {...(field.max !== undefined && { max: field.max })}
          clampBehavior="none"
          allowDecimal={field.whole !== true}
          decimalScale={12}
          hideControls
          onChange={(changed) => onChange(typeof changed === 'number' ? changed : null)}
        />
      );
    case 'flag':
      return (
        <Checkbox
          mt="xl"
          label={common.label}
          {...(common.description && { description: common.description })}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'lines':
      return (
        <TagsInput
          {...common}
          value={asList(value).map(String)}
          maxTags={16}
          acceptValueOnBlur
          splitChars={[';']}
          onChange={onChange}
        />
      );
    case 'words':
      return <WordsField field={field} value={asWords(value)} problem={problem} onChange={onChange} />;
    case 'words-list':
      return <WordsListField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'record':
      return <RecordField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'records':
      return <RecordsField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'contexts':
      return <ContextsField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'document':
      return <DocumentField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'site':
      return <SiteField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'lane':
      return <LaneField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'operator':
      return <OperatorField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'about':
      return <AboutField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'checklist':
      return <ChecklistField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'levels':
      return <LevelsField field={field} value={value} problem={problem} onChange={onChange} />;
    case 'results':
      return <ResultsField {...props} field={field} />;
    case 'rows':
      return <RowsField {...props} field={field} />;
  }
}
