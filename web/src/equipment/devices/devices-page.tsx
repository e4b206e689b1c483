import { siteFlowList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useTrustList } from '../../ui/use-trust-list.ts';
import { EquipmentTabs } from '../parts/equipment-tabs.tsx';
import { ConfigurationDevices } from './configuration-devices.tsx';
import classes from './devices-page.module.css';

/** Every device and lane by its configuration: whether it is believed and why, whether it works and since when. */
export function DevicesPage(): ReactNode {
  const { say, formats } = useWords();
  const { hash: pointed } = useLocation();
  const list = useTrustList();
  const { data: flow } = useQuery({
    queryKey: ['site-flow'],
    queryFn: ({ signal }) => api.get('/api/v1/flow/sites', siteFlowList, {}, signal),
    refetchInterval: 5000,
  });
  const lanes = flow?.sites.flatMap((site) => site.lanes.map((lane) => ({ ...lane, site: site.site }))) ?? [];
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      <PageHead
        title={say('equipment.title')}
        lead={
          list.data
            ? say('equipment.lead', {
                version: list.data.version,
                issued: formats.moment(list.data.issuedAt),
                expires: formats.day(list.data.expiresAt),
              })
            : ''
        }
      />
      {list.error ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Loading />
      ) : list.data.configurations.length === 0 ? (
        <Empty title={say('equipment.none')} text={say('equipment.noneText')} />
      ) : (
        list.data.configurations.map((configuration) => (
          <ConfigurationDevices
            key={configuration.id}
            configuration={configuration}
            devices={list.data.devices.filter((device) => device.configuration === configuration.id)}
            lanes={lanes}
            pointed={pointed}
          />
        ))
      )}
    </div>
  );
}
