import { rates, siteFlowList, status as statusSchema } from '@garita/api';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from './figures.tsx';
import { RatePlots } from './rate-plots.tsx';
import { SiteTable } from './site-table.tsx';
import classes from './supervisor-page.module.css';

const SPANS = ['60', '240', '1440'] as const;

/** Flow, queues and ages by site, lanes up or down: what a supervisor keeps open all day. */
export function SupervisorPage(): ReactNode {
  const { say } = useWords();
  const [minutes, setMinutes] = useState<string>('60');
  const status = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get('/api/v1/status', statusSchema, {}, signal),
    refetchInterval: 3000,
  });
  const flow = useQuery({
    queryKey: ['rates', minutes],
    queryFn: ({ signal }) => api.get('/api/v1/flow/rates', rates, { minutes: Number(minutes) }, signal),
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });
  const sites = useQuery({
    queryKey: ['site-flow'],
    queryFn: ({ signal }) => api.get('/api/v1/flow/sites', siteFlowList, {}, signal),
    refetchInterval: 5000,
  });
  return (
    <div className={classes.page}>
      <PageHead title={say('supervision.title')} lead={say('supervision.lead')}>
        <SegmentedControl
          size="xs"
          aria-label={say('supervision.span')}
          value={minutes}
          onChange={setMinutes}
          data={SPANS.map((value) => ({ value, label: say(`supervision.span.${value}`) }))}
        />
      </PageHead>
      {status.data && <Figures status={status.data} />}
      {flow.error ? (
        <Failure error={flow.error} retry={() => void flow.refetch()} />
      ) : flow.data ? (
        <RatePlots rates={flow.data} />
      ) : (
        <Loading />
      )}
      {sites.error ? (
        <Failure error={sites.error} retry={() => void sites.refetch()} />
      ) : (
        sites.data && <SiteTable flow={sites.data} />
      )}
    </div>
  );
}
