import { type KeptRecord, keptRecord } from '@garita/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { emptyDraft } from './draft.ts';
import type { Draft } from './field.ts';
import { FieldList } from './field-list.tsx';
import { FormContextProvider } from './form-context.ts';
import { useFormDraft } from './form-drafts.ts';
import classes from './forms.module.css';
import { type Problem, type Problems, problemsIn, showsAtOnce, wholeBody } from './problems.ts';
import { type FormKind, RECORD_FIELDS } from './record-fields.ts';

/** A record of any kind, new or as a new version of itself. */
export function RecordForm(props: {
  readonly kind: FormKind;
  /** `undefined`: a new one, under `newId`. */
  readonly record?: KeptRecord | undefined;
  readonly newId: string;
  /** Whether a record can be kept under it. */
  readonly isIdReady?: boolean;
  /** By which an unfinished new one is found again. */
  readonly draftName?: string;
  /** A new one begins with this. */
  readonly begin?: Draft | undefined;
  /** What the form does not ask for. */
  readonly fixed?: Draft;
  /** What it is about; for what its standard says. */
  readonly configuration?: string | undefined;
  readonly onSaved: (saved: KeptRecord) => void;
  readonly onCancel?: () => void;
}): ReactNode {
  const { say, formats } = useWords();
  const queries = useQueryClient();
  const { kind, record, fixed = {} } = props;
  const fields = RECORD_FIELDS[kind];
  const begin = useMemo(() => ({ ...emptyDraft(fields), ...props.begin }), [fields, props.begin]);
  const id = record?.id ?? props.newId;
  const isIdReady = props.isIdReady !== false;
  const name = record
    ? `${kind} ${record.id} ${record.version}`
    : (props.draftName ?? `${kind} new ${props.configuration ?? ''}`);
  const draft = useFormDraft(name, begin);
  const [tried, setTried] = useState(false);
  const value = draft.value;
  const body = value && wholeBody(kind, value, fixed);
  const problems = value && body ? problemsIn(kind, value, body) : new Map<string, Problem>();
  const shown: Problems = tried ? problems : new Map([...problems].filter(([, problem]) => showsAtOnce(problem)));
  const save = useMutation({
    mutationFn: () =>
      api.put(
        `/api/v1/equipment/records/${kind}/${encodeURIComponent(id)}`,
        { after: record?.version ?? 0, body },
        keptRecord,
      ),
    onSuccess: async (saved) => {
      await draft.forget();
      setTried(false);
      void queries.invalidateQueries({ queryKey: ['equipment'] });
      props.onSaved(saved);
    },
  });
  if (!value) return <Loading />;
  const context = {
    configuration: props.configuration ?? idIn(value.configuration),
    standard: idIn(value.standard),
    site: idIn(value.site),
  };
  return (
    <form
      noValidate
      className={classes.form}
      aria-label={`${say(`eq.kind.${kind}`)} ${record?.id ?? ''}`.trim()}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.size === 0 && isIdReady) save.mutate();
        else focusFirstProblem(event.currentTarget);
      }}
    >
      {draft.wasKept && (
        <p className={classes.hint} role="status">
          {say('form.kept')}{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => void draft.forget()}>
            {say('form.anew')}
          </Button>
        </p>
      )}
      <FormContextProvider value={context}>
        <FieldList fields={fields} value={value} problems={shown} onChange={draft.change} />
      </FormContextProvider>
      {tried && problems.size > 0 && (
        <p className={classes.problem} role="alert">
          {say('form.problems', { count: formats.number(problems.size) })}
        </p>
      )}
      {tried && !isIdReady && (
        <p className={classes.problem} role="alert">
          {say('form.noIdYet')}
        </p>
      )}
      {save.error && <Failure error={save.error} />}
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending}>
          {record ? say('form.saveVersion', { version: formats.number(record.version + 1) }) : say('form.save')}
        </Button>
        {props.onCancel && (
          <Button variant="default" onClick={props.onCancel}>
            {say('form.later')}
          </Button>
        )}
        {isIdReady && <small className={classes.hint}>{say('form.saveHint', { id })}</small>}
      </div>
    </form>
  );
}

function idIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** After the problems are drawn. */
function focusFirstProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => {
    const wrong = form.querySelector<HTMLElement>('[aria-invalid=true], [data-error] input, [role=alert]');
    wrong?.scrollIntoView({ block: 'center' });
    wrong?.focus();
  });
}
