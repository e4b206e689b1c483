import { siteFlowList, status as statusSchema } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './officials-page.module.css';
import { SiteFacts } from './site-facts.tsx';
import { SiteList } from './site-list.tsx';
import { SiteMap } from './site-map.tsx';
import { WhatIsTrusted } from './what-is-trusted.tsx';

/** For officials of either country: what stands where, what flows, what is trusted and why, what the partner sees. */
export function OfficialsPage(): ReactNode {
  const { say, language, formats } = useWords();
  const session = useSession();
  const { register } = usePlaceNames();
  const [chosen, setChosen] = useState<string>();
  const sites = useQuery({
    queryKey: ['site-flow'],
    queryFn: ({ signal }) => api.get('/api/v1/flow/sites', siteFlowList, {}, signal),
    refetchInterval: 5000,
  });
  const { data: status } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get('/api/v1/status', statusSchema, {}, signal),
    refetchInterval: 3000,
  });
  const flow = useMemo(() => new Map(sites.data?.sites.map((site) => [site.site, site])), [sites.data]);
  if (sites.error) return <Failure error={sites.error} retry={() => void sites.refetch()} />;
  if (!register || !sites.data) return <Loading />;
  const live = register.sites.filter(({ lanes }) => lanes.some(({ state }) => state === 'live'));
  const partner = status?.partners[0];
  const chosenSite = register.sites.find(({ id }) => id === chosen);
  return (
    <div className={classes.page}>
      <PageHead
        title={say('overview.title', { agency: session.name[language] })}
        lead={say('overview.lead', { working: live.length, all: register.sites.length })}
      />
      {register.sites.length === 0 ? (
        <Empty title={say('overview.noSites')} text={say('overview.noSitesText')} />
      ) : (
        <div className={classes.where}>
          <SiteMap register={register} flow={flow} chosen={chosen} choose={setChosen} />
          <aside aria-live="polite">
            {chosenSite ? (
              <SiteFacts site={chosenSite} flow={flow.get(chosenSite.id)} register={register} />
            ) : (
              <p className={classes.quiet}>{say('overview.choose')}</p>
            )}
            {partner && status && (
              <section>
                <h2>{say('overview.partner.title', { agency: partner.agency.toUpperCase() })}</h2>
                <p>{say('overview.partner.has', { count: formats.number(partner.receipted) })}</p>
                <p>
                  {partner.waiting === 0
                    ? say('overview.partner.nothingWaits')
                    : say('overview.partner.waits', { count: formats.number(partner.waiting) })}
                </p>
                <p>{say('overview.partner.gave', { count: formats.number(status.steps['partner-received'] ?? 0) })}</p>
              </section>
            )}
          </aside>
        </div>
      )}
      <WhatIsTrusted />
      <SiteList register={register} flow={flow} />
    </div>
  );
}
