import { type InstalledBase, installedBase } from '@garita/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { EquipmentTabs } from '../parts/equipment-tabs.tsx';
import classes from './installed.module.css';
import { InstalledFilters } from './installed-filters.tsx';
import { type InstalledSearch, installedRows, isBelieved, isDueWithin, isOverdue } from './installed-search.ts';
import { InstalledTable } from './installed-table.tsx';

/** What stands where, whether its scans are believed, and what must be replaced by when. */
export function InstalledPage(): ReactNode {
  const { say } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'installed'],
    queryFn: ({ signal }) => api.get('/api/v1/equipment/installed', installedBase, {}, signal),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      <PageHead title={say('installed.title')} lead={say('installed.lead')} />
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data ? <Installed base={data} /> : error ? null : <Loading />}
    </div>
  );
}

function Installed({ base }: { readonly base: InstalledBase }): ReactNode {
  const { say, language, formats } = useWords();
  const search = useSearch({ from: '/equipment/installed' });
  const navigate = useNavigate();
  if (base.rows.length === 0) return <Empty title={say('installed.none')} text={say('installed.noneText')} />;
  const seek = (change: Partial<{ [Key in keyof InstalledSearch]: InstalledSearch[Key] | undefined }>) =>
    void navigate({
      to: '/equipment/installed',
      search: (before) => ({ ...before, ...change }) as InstalledSearch,
      replace: true,
    });
  const rows = installedRows(base.rows, search, base.at, language);
  const standing = rows.filter(({ deviceState }) => deviceState !== 'retired' && deviceState !== 'planned');
  const figures = [
    [rows.length, say('installed.sum.devices')],
    [new Set(rows.map(({ site }) => site)).size, say('installed.sum.sites')],
    [standing.filter((row) => !isBelieved(row)).length, say('installed.sum.out')],
    [rows.filter((row) => isDueWithin(row, 365, base.at)).length, say('installed.sum.year')],
    [rows.filter((row) => isOverdue(row, base.at)).length, say('installed.sum.over')],
  ] as const;
  return (
    <>
      <InstalledFilters base={base} search={search} onSeek={seek} />
      <div role="status">
        <ul className={classes.figures}>
          {figures.map(([count, words]) => (
            <li key={words}>
              <strong>{formats.number(count)}</strong> {words}
            </li>
          ))}
        </ul>
      </div>
      {rows.length === 0 ? (
        <Empty title={say('installed.noMatch')} text={say('register.noMatchText')} />
      ) : (
        <InstalledTable rows={rows} now={base.at} byDate={search.by === 'date'} />
      )}
    </>
  );
}
