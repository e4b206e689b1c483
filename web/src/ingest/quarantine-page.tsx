import { type ScanBody, scanList, scan as scanSchema } from '@garita/api';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import classes from './quarantine-page.module.css';
import { QuarantinedScan } from './quarantined-scan.tsx';

const route = getRouteApi('/quarantine');

/** What was not believed, and why; nothing of it is lost. */
export function QuarantinePage(): ReactNode {
  const { say } = useWords();
  const { scan, device } = route.useSearch();
  const query = useInfiniteQuery({
    queryKey: ['quarantine', device],
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/v1/scans', scanList, { state: 'quarantined', device, before: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  useEvents((event) => {
    if (event.step === 'quarantined') void query.refetch();
  });
  // One that somebody points at may be older than the first page.
  const pointed = useQuery({
    queryKey: ['scan', scan],
    queryFn: ({ signal }) => api.get(`/api/v1/scans/${scan}`, scanSchema, {}, signal),
    enabled: scan !== undefined,
  });
  const all = query.data?.pages.flatMap((page) => page.scans) ?? [];
  const first = pointed.data?.state === 'quarantined' ? pointed.data : undefined;
  const shown: readonly ScanBody[] = first ? [first, ...all.filter((one) => one.scan !== first.scan)] : all;
  return (
    <div className={classes.page}>
      <PageHead title={say('ingest.title')} lead={say('ingest.lead')} />
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading />
      ) : shown.length === 0 ? (
        <Empty title={say('ingest.none')} text={say('ingest.noneText')} />
      ) : (
        <>
          <ul className={classes.list}>
            {shown.map((one) => (
              <QuarantinedScan key={one.scan} scan={one} open={one.scan === scan} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('ingest.more')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
