import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useConfiguration } from '../parts/use-configuration.ts';
import { ReviewDesk } from './review-desk.tsx';

/** For evaluators and authorities: what is asked, and what speaks for and against it, side by side. */
export function ReviewPage(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const { id } = useParams({ from: '/equipment/configurations/$id/review' });
  const { data, error, refetch } = useConfiguration(id);
  if (!session.has('evaluator', 'equipment-authority', 'auditor')) return <Empty title={say('work.forbidden')} />;
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <>
      {error && <Failure error={error} retry={() => void refetch()} />}
      <ReviewDesk view={data} mayWrite={session.has('evaluator', 'equipment-authority')} />
    </>
  );
}
