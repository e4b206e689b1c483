import { MultiSelect, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useRecordTitle } from '../parts/record-title.ts';
import { useRecords } from '../parts/use-records.ts';
import { asList, asRows, asWords, NO_WORDS } from './draft.ts';
import type { Draft, FieldProps } from './field.ts';
import { useFormContext } from './form-context.ts';
import classes from './forms.module.css';
import { useStandard } from './use-standard.ts';
import { Framed, WordsField } from './words-field.tsx';

const STATUSES = ['met', 'not-met', 'not-applicable', 'not-assessed', 'text-not-public'] as const;

/** The standard's checklist, item by item; what nobody looked at stays "not assessed". */
export function ChecklistField({ field, value, problem, onChange }: FieldProps<'checklist'>): ReactNode {
  const { say, language } = useWords();
  const { configuration } = useFormContext();
  const standard = useStandard();
  const titleOf = useRecordTitle();
  const { data: evidence = [] } = useRecords('evidence', configuration);
  const items = standard?.body.checklist ?? [];
  if (items.length === 0) return null;
  const answers = asRows(value);
  const answerTo = (item: string, textPublic: boolean): Draft =>
    answers.find((answer) => answer.item === item) ?? {
      item,
      status: textPublic ? 'not-assessed' : 'text-not-public',
      evidence: [],
      note: NO_WORDS,
    };
  const change = (changed: Draft) =>
    onChange(
      items
        .map(({ id, textPublic }) => (id === changed.item ? changed : answerTo(id, textPublic)))
        .filter((answer) => answer !== undefined),
    );
  return (
    <Framed label={say(field.label)} problem={problem}>
      {items.map((item) => {
        const answer = answerTo(item.id, item.textPublic);
        return (
          <div key={item.id} className={classes.item}>
            <p>
              {item.text[language]}{' '}
              <small className={classes.hint}>
                {item.source}
                {!item.textPublic && ` · ${say('eq.check.text-not-public')}`}
              </small>
            </p>
            <div className={classes.fields}>
              <Select
                size="xs"
                aria-label={say('form.itemStatus', { item: item.id })}
                data={STATUSES.map((status) => ({ value: status, label: say(`eq.check.${status}`) }))}
                value={String(answer.status)}
                allowDeselect={false}
                onChange={(status) => change({ ...answer, status })}
              />
              <MultiSelect
                size="xs"
                aria-label={say('form.itemEvidence', { item: item.id })}
                placeholder={say('form.byEvidence')}
                data={evidence.map((record) => ({ value: record.id, label: titleOf(record) }))}
                value={asList(answer.evidence).map(String)}
                searchable
                onChange={(chosen) => change({ ...answer, evidence: chosen })}
              />
            </div>
            {(answer.status === 'not-met' || answer.status === 'not-applicable' || asWords(answer.note).es !== '') && (
              <WordsField
                field={{ type: 'words', name: 'note', label: 'form.note', short: true }}
                value={answer.note}
                problem={undefined}
                onChange={(note) => change({ ...answer, note })}
              />
            )}
          </div>
        );
      })}
    </Framed>
  );
}
