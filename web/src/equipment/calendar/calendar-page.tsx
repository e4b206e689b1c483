import { equipmentCalendar } from '@garita/api';
import { NativeSelect } from '@mantine/core';
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
import classes from './calendar.module.css';
import { CalendarList } from './calendar-list.tsx';
import { CalendarPlot } from './calendar-plot.tsx';
import { CALENDAR_DAYS } from './calendar-search.ts';

const USUAL = 730;

/** What runs out when if nobody renews it, and what that would stop. */
export function CalendarPage(): ReactNode {
  const { say } = useWords();
  const { days = USUAL } = useSearch({ from: '/equipment/calendar' });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'calendar', days],
    queryFn: ({ signal }) => api.get('/api/v1/equipment/calendar', equipmentCalendar, { days }, signal),
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      <PageHead title={say('calendar.title')} lead={say('calendar.lead')}>
        <NativeSelect
          size="xs"
          aria-label={say('calendar.span')}
          value={String(days)}
          onChange={(event) => {
            const chosen = CALENDAR_DAYS.find((one) => String(one) === event.currentTarget.value);
            void navigate({
              to: '/equipment/calendar',
              search: chosen === undefined || chosen === USUAL ? {} : { days: chosen },
              replace: true,
            });
          }}
          data={CALENDAR_DAYS.map((one) => ({ value: String(one), label: say(`calendar.span.${one}`) }))}
        />
      </PageHead>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.entries.length === 0 && <Empty title={say('calendar.none')} text={say('calendar.noneText')} />}
      {data && data.entries.length > 0 && (
        <>
          <CalendarPlot calendar={data} days={days} />
          <CalendarList calendar={data} />
        </>
      )}
    </div>
  );
}
