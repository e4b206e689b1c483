import { type AlarmBody, alarmList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useNow } from '../ui/use-now.ts';
import classes from './alarms-page.module.css';

const TONE: Readonly<Record<AlarmBody['severity'], Tone>> = { alarm: 'bad', warning: 'attention', note: 'note' };

/** What somebody should look at now: what, why, since when, and the next step. */
export function AlarmsPage(): ReactNode {
  const { say } = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['alarms'],
    queryFn: ({ signal }) => api.get('/api/v1/alarms', alarmList, {}, signal),
    refetchInterval: 10_000,
  });
  return (
    <div className={classes.page}>
      <PageHead title={say('alarms.title')} lead={say('alarms.lead')} />
      {data ? (
        data.alarms.length === 0 ? (
          <Empty title={say('alarms.none')} text={say('alarms.noneText')} />
        ) : (
          <ul className={classes.list}>
            {data.alarms.map((alarm) => (
              <Alarm key={`${alarm.code} ${alarm.subject}`} alarm={alarm} />
            ))}
          </ul>
        )
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Alarm({ alarm }: { readonly alarm: AlarmBody }): ReactNode {
  const { say, language, formats } = useWords();
  const now = useNow();
  return (
    <li data-severity={alarm.severity}>
      <div className={classes.state}>
        <Badge tone={TONE[alarm.severity]}>{say(`alarms.severity.${alarm.severity}`)}</Badge>
        {alarm.since !== null && <span>{say('alarms.since', { span: formats.span(now - alarm.since) })}</span>}
      </div>
      <div>
        <h2>
          {alarm.words[language]} {alarm.subject !== '' && <span className={classes.subject}>{alarm.subject}</span>}
        </h2>
        {alarm.detail !== '' && <p className={classes.detail}>{alarm.detail}</p>}
        <p>
          <strong>{say('alarms.next')}</strong> {alarm.wayOut[language]}
        </p>
      </div>
      <code>{alarm.code}</code>
    </li>
  );
}
