import { type DecisionSubject, nextDecision } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useRecords } from '../parts/use-records.ts';
import { Decide } from './decide.tsx';

export function DecideConfigurationPage(): ReactNode {
  const { id } = useParams({ from: '/equipment/configurations/$id/decide' });
  return <DecidePage key={id} subject={{ kind: 'configuration', id }} />;
}

export function DecideDevicePage(): ReactNode {
  const { id } = useParams({ from: '/equipment/devices/$id/decide' });
  return <DecidePage key={id} subject={{ kind: 'device', id }} />;
}

/** The next step in the life of a configuration or a device: what is open, what it would do, and the signature. */
function DecidePage({ subject }: { readonly subject: DecisionSubject }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const mayDecide = session.has('evaluator', 'equipment-authority');
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'next-decision', subject.kind, subject.id],
    queryFn: ({ signal }) => api.get('/api/v1/equipment/next-decision', nextDecision, subject, signal),
    enabled: mayDecide,
    refetchInterval: 20_000,
  });
  const records = useRecords(subject.kind);
  if (!mayDecide) return <Empty title={say('work.forbidden')} />;
  const failed = error ?? records.error;
  if (!data || !records.data)
    return failed ? (
      <Failure error={failed} retry={() => void Promise.all([refetch(), records.refetch()])} />
    ) : (
      <Loading />
    );
  const record = records.data.find(({ id }) => id === subject.id);
  if (!record) return <Empty title={say('work.edit.none', { id: subject.id })} text={say('work.edit.noneText')} />;
  return <Decide next={data} record={record} />;
}
