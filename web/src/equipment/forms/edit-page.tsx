import type { KeptRecord } from '@garita/api';
import { useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useRecordTitle } from '../parts/record-title.ts';
import { RecordView } from '../parts/record-view.tsx';
import { useRecords } from '../parts/use-records.ts';
import { draftOf } from './draft.ts';
import type { Draft } from './field.ts';
import classes from './forms.module.css';
import { type FormKind, RECORD_FIELDS } from './record-fields.ts';
import { RecordForm } from './record-form.tsx';

/** A record and its next version; what was saved stands above, whoever may not write reads it. */
export function EditRecordPage(): ReactNode {
  const { say } = useWords();
  const { kind: named, id } = useParams({ from: '/equipment/records/$kind/$id' });
  const kind = (Object.keys(RECORD_FIELDS) as FormKind[]).find((one) => one === named);
  if (kind) return <Record key={`${kind} ${id}`} kind={kind} id={id} />;
  return named === 'standard' ? <Standard id={id} /> : <Empty title={say('app.notFound.title')} />;
}

function Record({ kind, id }: { readonly kind: FormKind; readonly id: string }): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const titleOf = useRecordTitle();
  const search = useSearch({ from: '/equipment/records/$kind/$id' });
  const [isSaved, setIsSaved] = useState(search.saved === true);
  const { data, error, refetch } = useRecords(kind);
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const record: KeptRecord | undefined = data.find((one) => one.id === id);
  if (!record) return <Empty title={say('work.edit.none', { id })} text={say('work.edit.noneText')} />;
  const body: Draft = record.body;
  const { configuration, reviewer, at } = body;
  return (
    <div className={classes.page}>
      <PageHead
        title={titleOf(record)}
        lead={say('work.edit.lead', {
          kind: say(`eq.kind.${kind}`),
          version: formats.number(record.version),
          person: record.by,
          time: formats.moment(record.at),
        })}
      >
        {kind === 'configuration' && (
          <ButtonLink variant="default" to="/equipment/new" search={{ kind: 'configuration', parent: id }}>
            {say('work.new.child')}
          </ButtonLink>
        )}
      </PageHead>
      {isSaved && (
        <p className={classes.saved} role="status">
          {say('work.edit.saved', { version: formats.number(record.version), index: formats.number(record.logIndex) })}{' '}
          <Hash value={record.hash} />
        </p>
      )}
      {session.has('evaluator', 'equipment-authority') ? (
        <RecordForm
          key={record.version}
          kind={kind}
          record={record}
          newId={id}
          begin={draftOf(RECORD_FIELDS[kind], body)}
          fixed={fixedOf(kind, { configuration, reviewer, at })}
          configuration={kind === 'evidence' || kind === 'finding' ? String(configuration) : undefined}
          onSaved={() => setIsSaved(true)}
        />
      ) : (
        <RecordView record={record} />
      )}
    </div>
  );
}

/** What the form does not ask for stays as it was. */
function fixedOf(kind: FormKind, { configuration, reviewer, at }: Draft): Draft {
  if (kind === 'evidence') return { configuration };
  return kind === 'finding' ? { configuration, reviewer, at } : {};
}

function Standard({ id }: { readonly id: string }): ReactNode {
  const { say, language } = useWords();
  const { data, error, refetch } = useRecords('standard');
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const record = data.find((one) => one.id === id);
  if (!record) return <Empty title={say('work.edit.none', { id })} text={say('work.edit.noneText')} />;
  return (
    <div className={classes.page}>
      <PageHead title={record.body.title[language]} lead={say('work.edit.standardLead')} />
      <RecordView record={record} />
    </div>
  );
}
