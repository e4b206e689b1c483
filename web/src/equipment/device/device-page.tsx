import { type DeviceView, deviceView } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { DecisionList } from '../parts/decision-list.tsx';
import { EquipmentTabs } from '../parts/equipment-tabs.tsx';
import { DeviceStateBadge, GateBadge } from '../parts/state-badge.tsx';
import { usePointed } from '../parts/use-pointed.ts';
import classes from './device.module.css';
import { DeviceApproval } from './device-approval.tsx';
import { DevicePlace } from './device-place.tsx';
import { DeviceTraffic } from './device-traffic.tsx';
import { DeviceTrustList } from './device-trust-list.tsx';

/** One scanner: where it stands, whether it is believed and why, what it sends, and what was decided about it. */
export function DevicePage(): ReactNode {
  const { id } = useParams({ from: '/equipment/devices/$id' });
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'device', id],
    queryFn: ({ signal }) => api.get(`/api/v1/equipment/devices/${encodeURIComponent(id)}`, deviceView, {}, signal),
    refetchInterval: 5000,
  });
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data ? <Device view={data} /> : error ? null : <Loading />}
    </div>
  );
}

function Device({ view }: { readonly view: DeviceView }): ReactNode {
  const { say, language, formats } = useWords();
  const pointed = usePointed();
  const session = useSession();
  const { device, configuration, decisions } = view;
  return (
    <>
      <PageHead
        title={say('deviceView.title', { id: device.id })}
        lead={`${configuration.maker} · ${configuration.model} · ${configuration.name[language]}`}
      >
        <DeviceStateBadge state={view.state} />
        <GateBadge standing={view.standing} />
        {session.has('evaluator', 'equipment-authority') && (
          <>
            <ButtonLink size="xs" variant="default" to="/equipment/devices/$id/decide" params={{ id: device.id }}>
              {say('configuration.do.decide')}
            </ButtonLink>
            <ButtonLink
              size="xs"
              variant="default"
              to="/equipment/records/$kind/$id"
              params={{ kind: 'device', id: device.id }}
            >
              {say('configuration.do.edit')}
            </ButtonLink>
          </>
        )}
      </PageHead>
      <div className={classes.columns}>
        <div>
          <DeviceApproval view={view} />
          <section>
            <h2>{say('deviceView.decisions')}</h2>
            {decisions.length === 0 ? (
              <p className={classes.quiet}>
                {say('deviceView.noDecision')}{' '}
                <Link to="/equipment/configurations/$id" params={{ id: configuration.configuration }} hash="decisions">
                  {say('deviceView.configurationDecisions')}
                </Link>
              </p>
            ) : (
              <DecisionList decisions={decisions} pointed={pointed} />
            )}
          </section>
        </div>
        <div>
          <DevicePlace view={view} />
          <DeviceTraffic view={view} />
          <DeviceTrustList view={view} />
          <section>
            <h2>{say('deviceView.record')}</h2>
            <p className={classes.quiet}>
              {say('configuration.version', { version: device.version, by: device.by, at: formats.moment(device.at) })}
              {' · '}
              <Hash value={device.hash} />
              {' · '}
              <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(device.logIndex) })}</Link>
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
