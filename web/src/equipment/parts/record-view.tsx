import { documentRef, type EvidenceResult, type KeptRecord } from '@garita/api';
import type { ReactNode } from 'react';
import { type PlainKey, useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import { asList, asRows, asWords } from '../forms/draft.ts';
import type { Draft, Field } from '../forms/field.ts';
import { FOUNDATIONAL } from '../forms/levels-field.tsx';
import { type FormKind, RECORD_FIELDS } from '../forms/record-fields.ts';
import { DocumentLink } from './document-link.tsx';
import { RecordName } from './record-name.tsx';
import classes from './record-view.module.css';
import { RequirementText } from './requirement-text.tsx';
import { ResultsView } from './results-view.tsx';

/** A record as it reads, by the same description as its form; what is unknown says so. */
export function RecordView({
  record,
  without = [],
}: {
  readonly record: KeptRecord;
  /** What stands elsewhere on the page already. */
  readonly without?: readonly string[];
}): ReactNode {
  if (record.kind === 'standard') return <StandardView record={record} />;
  const body: Draft = record.body;
  const fields: readonly Field[] = RECORD_FIELDS[record.kind satisfies FormKind];
  return <Facts fields={fields.filter(({ name }) => !without.includes(name))} value={body} />;
}

function Facts({ fields, value }: { readonly fields: readonly Field[]; readonly value: Draft }): ReactNode {
  const { say } = useWords();
  return (
    <dl className={classes.facts}>
      {fields.map((field) =>
        isLeftOut(field, value[field.name]) ? null : (
          <div key={field.name} data-wide={WIDE.has(field.type) || undefined}>
            <dt>{say(field.label)}</dt>
            <dd>
              <Value field={field} value={value[field.name]} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** Their name stands above them. */
const WIDE: ReadonlySet<Field['type']> = new Set(['results', 'rows', 'checklist', 'levels']);

/** What was not asked for is not worth a line; what is unknown is. */
function isLeftOut(field: Field, value: unknown): boolean {
  if (field.type === 'flag') return value !== true;
  const nothing = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  return nothing && field.optional === true && field.name !== 'percent';
}

function Value({ field, value }: { readonly field: Field; readonly value: unknown }): ReactNode {
  const { say, formats, language } = useWords();
  const places = usePlaceNames();
  switch (field.type) {
    case 'words':
      return asWords(value)[language];
    case 'words-list':
      return (
        <ul className={classes.list}>
          {asList(value).map((words) => (
            <li key={asWords(words).en}>{asWords(words)[language]}</li>
          ))}
        </ul>
      );
    case 'lines':
    case 'contexts':
      return formats.list(asList(value).map(String));
    case 'choice':
      return say(`${field.words}.${String(value)}` as PlainKey);
    case 'choices':
      return formats.list(asList(value).map((one) => say(`${field.words}.${String(one)}` as PlainKey)));
    case 'day':
      return typeof value === 'number' ? formats.day(value) : say('app.unknown');
    case 'moment':
      return typeof value === 'number' ? formats.moment(value) : say('app.unknown');
    case 'number':
      return typeof value === 'number' ? value.toLocaleString(language) : say('app.unknown');
    case 'flag':
      return say('eq.met.yes');
    case 'record':
      return <RecordName kind={field.kind} id={String(value)} />;
    case 'records':
      return (
        <ul className={classes.list}>
          {asList(value).map((id) => (
            <li key={String(id)}>
              <RecordName kind={field.kind} id={String(id)} />
            </li>
          ))}
        </ul>
      );
    case 'about': {
      const { kind, id } = value as Draft;
      return <RecordName kind={kind === 'supplier' ? 'supplier' : 'configuration'} id={String(id)} />;
    }
    case 'document': {
      const document = documentRef.safeParse(value).data;
      return document ? <DocumentLink of={document} /> : null;
    }
    case 'site':
      return places.site(String(value));
    case 'lane':
      return places.lane(String(value));
    case 'rows':
      return (field.single ? [value as Draft] : asRows(value)).map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a version never change their places
        <Facts key={at} fields={field.fields} value={row} />
      ));
    case 'results':
      return <ResultsView results={value as readonly EvidenceResult[]} />;
    case 'checklist':
      return (
        <ul className={classes.list}>
          {asRows(value).map(({ item, status, note }) => (
            <li key={String(item)}>
              <code>{String(item)}</code> {say(`eq.check.${String(status)}` as PlainKey)} {asWords(note)[language]}
            </li>
          ))}
        </ul>
      );
    case 'levels':
      return (
        <ul className={classes.levels}>
          {FOUNDATIONAL.map((name) => {
            const level = (value as Draft)[name];
            return (
              <li key={name} title={say(`eq.level.${name}`)}>
                {name.toUpperCase()} {typeof level === 'number' ? level : say('eq.outcome.not-assessed')}
              </li>
            );
          })}
        </ul>
      );
    default:
      return String(value ?? '') || say('work.none');
  }
}

function StandardView({ record }: { readonly record: Extract<KeptRecord, { readonly kind: 'standard' }> }): ReactNode {
  const { say, formats, language } = useWords();
  const { issuer, edition, validFrom, endsAt, requirements, contexts } = record.body;
  return (
    <dl className={classes.facts}>
      <Fact name={say('form.issuer')}>
        {issuer} · {edition}
      </Fact>
      <Fact name={say('work.validity')}>
        {endsAt === null
          ? say('work.validSince', { from: formats.day(validFrom) })
          : say('work.validBetween', { from: formats.day(validFrom), until: formats.day(endsAt) })}
      </Fact>
      <Fact name={say('form.contexts')}>{formats.list(contexts.map(({ name }) => name[language]))}</Fact>
      <Fact name={say('work.requirements')}>
        <ul className={classes.list}>
          {requirements.map((one) => (
            <li key={one.id}>
              {one.text[language]} <RequirementText requirement={one} />
            </li>
          ))}
        </ul>
      </Fact>
    </dl>
  );
}
