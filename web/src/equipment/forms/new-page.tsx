import { SegmentedControl, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useRecords } from '../parts/use-records.ts';
import { draftOf } from './draft.ts';
import type { Draft } from './field.ts';
import classes from './forms.module.css';
import { randomEnd } from './random-end.ts';
import { RECORD_FIELDS } from './record-fields.ts';
import { RecordForm } from './record-form.tsx';

/** Kinds that stand by themselves; evidence and findings are entered where they are reviewed. */
export const NEW_KINDS = ['configuration', 'device', 'model', 'supplier', 'laboratory', 'assertion'] as const;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** A new record of any kind, or a child of an approved configuration. */
export function NewRecordPage(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const search = useSearch({ from: '/equipment/new' });
  const kind = search.kind ?? 'configuration';
  const [id, setId] = useState('');
  const [suggested] = useState(() => `assertion-${randomEnd()}`);
  const parents = useRecords('configuration', undefined, search.parent !== undefined);
  const taken = useRecords(kind);
  const parent = parents.data?.find((record) => record.id === search.parent);
  const begin = useMemo<Draft | undefined>(() => {
    if (kind === 'configuration' && parent)
      return { ...draftOf(RECORD_FIELDS.configuration, parent.body), parent: parent.id, change: { es: '', en: '' } };
    if (kind === 'assertion' && search.about)
      return { about: { kind: search.aboutKind ?? 'configuration', id: search.about } };
    if (kind === 'device' && search.about) return { configuration: search.about };
    return undefined;
  }, [kind, parent, search.about, search.aboutKind]);
  if (!session.has('evaluator', 'equipment-authority')) return <Empty title={say('work.forbidden')} />;
  if (search.parent !== undefined && !parent) {
    if (parents.error) return <Failure error={parents.error} retry={() => void parents.refetch()} />;
    return parents.data ? <Empty title={say('work.new.noParent', { id: search.parent })} /> : <Loading />;
  }
  const isTaken = taken.data?.some((record) => record.id === id) === true;
  // Nobody ever types the id of what somebody said.
  const newId = kind === 'assertion' ? suggested : id;
  return (
    <div className={classes.page}>
      <PageHead
        title={parent ? say('work.new.child') : say('work.new.title')}
        lead={say(parent ? 'work.new.childLead' : `work.new.lead.${kind}`)}
      />
      {!parent && (
        <SegmentedControl
          className={classes.kinds ?? ''}
          aria-label={say('work.new.kind')}
          data={NEW_KINDS.map((one) => ({ value: one, label: say(`eq.kind.${one}`) }))}
          value={kind}
          onChange={(chosen) => {
            const next = NEW_KINDS.find((one) => one === chosen);
            if (next) void navigate({ to: '/equipment/new', search: { kind: next }, replace: true });
          }}
        />
      )}
      {kind !== 'assertion' && (
        <TextInput
          className={classes.id ?? ''}
          label={say('form.id')}
          description={say('form.idHint')}
          value={id}
          maxLength={64}
          spellCheck={false}
          autoCapitalize="none"
          error={isTaken ? say('form.idTaken') : id !== '' && !ID.test(id) ? say('form.problem.noId') : undefined}
          onChange={(event) => setId(event.currentTarget.value)}
        />
      )}
      <RecordForm
        key={`${kind} ${parent?.id ?? search.about ?? ''}`}
        kind={kind}
        newId={newId}
        isIdReady={ID.test(newId) && !isTaken}
        begin={begin}
        draftName={`${kind} new ${parent?.id ?? search.about ?? ''}`}
        onSaved={(saved) => {
          if (saved.kind === 'configuration')
            void navigate({ to: '/equipment/configurations/$id/review', params: { id: saved.id } });
          else
            void navigate({
              to: '/equipment/records/$kind/$id',
              params: { kind, id: saved.id },
              search: { saved: true },
            });
        }}
      />
    </div>
  );
}
