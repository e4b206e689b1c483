import { briefingBody, briefingRequest } from '@garita/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { asRows, asWords, bodyOf, emptyDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { FieldList } from '../forms/field-list.tsx';
import { useFormDraft } from '../forms/form-drafts.ts';
import type { Problem } from '../forms/problems.ts';
import classes from './briefing.module.css';

const FIELDS: readonly Field[] = [
  {
    type: 'rows',
    name: 'recipients',
    label: 'briefing.recipients',
    hint: 'briefing.recipientsHint',
    add: 'briefing.addRecipient',
    most: 64,
    fields: [
      { type: 'line', name: 'name', label: 'form.name' },
      { type: 'line', name: 'office', label: 'briefing.office' },
      {
        type: 'line',
        name: 'person',
        label: 'briefing.person',
        hint: 'briefing.personHint',
        optional: true,
        plain: true,
        max: 64,
      },
    ],
  },
  { type: 'words', name: 'note', label: 'briefing.note', optional: true },
];
const BEGIN = { ...emptyDraft(FIELDS), recipients: [{ name: '', office: '', person: '' }] };

/** Names who gets the briefing as it is now; both PDF are kept by their hashes. */
export function BriefingForm(props: { readonly configuration: string; readonly onDone: () => void }): ReactNode {
  const { say } = useWords();
  const queries = useQueryClient();
  const draft = useFormDraft(`briefing ${props.configuration}`, BEGIN);
  const [tried, setTried] = useState(false);
  const value = draft.value;
  const body = value && {
    note: asWords(null),
    ...withoutNull(bodyOf(FIELDS, value)),
    configuration: props.configuration,
  };
  const problems = new Map<string, Problem>();
  const rows = asRows(value?.recipients);
  rows.forEach((row, at) => {
    for (const name of ['name', 'office'])
      if (String(row[name] ?? '').trim() === '') problems.set(`recipients.${at}.${name}`, { code: 'missing' });
  });
  const note = asWords(value?.note);
  if ((note.es.trim() === '') !== (note.en.trim() === '')) problems.set('note', { code: 'bothLanguages' });
  if (rows.length === 0) problems.set('recipients', { code: 'missing' });
  for (const issue of briefingRequest.safeParse(body).error?.issues ?? []) {
    const place = issue.path.join('.');
    if (!problems.has(place)) problems.set(place, { code: issue.code === 'invalid_format' ? 'noId' : 'wrong' });
  }
  const hand = useMutation({
    mutationFn: () => api.post('/api/v1/equipment/briefings', body, briefingBody),
    onSuccess: async () => {
      await draft.forget();
      await queries.invalidateQueries({ queryKey: ['equipment', 'briefings'] });
      props.onDone();
    },
  });
  if (!value) return <Loading />;
  return (
    <form
      noValidate
      className={classes.form}
      aria-label={say('briefing.handOut')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.size === 0) hand.mutate();
      }}
    >
      <FieldList fields={FIELDS} value={value} problems={tried ? problems : new Map()} onChange={draft.change} />
      {hand.error && <Failure error={hand.error} />}
      <div className={classes.actions}>
        <Button type="submit" loading={hand.isPending}>
          {say('briefing.handOut')}
        </Button>
        <Button variant="default" onClick={props.onDone}>
          {say('form.later')}
        </Button>
      </div>
    </form>
  );
}

function withoutNull(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
