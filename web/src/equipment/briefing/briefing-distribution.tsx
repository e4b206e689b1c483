import { briefingBody, briefingList } from '@garita/api';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Loading } from '../../ui/loading.tsx';
import classes from './briefing.module.css';
import { BriefingForm } from './briefing-form.tsx';

/** Who was handed this briefing, and who has confirmed that they have it. */
export function BriefingDistribution({ configuration }: { readonly configuration: string }): ReactNode {
  const { say, formats, language } = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const [isWriting, setIsWriting] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['equipment', 'briefings', configuration],
    queryFn: ({ signal }) => api.get('/api/v1/equipment/briefings', briefingList, { configuration }, signal),
    refetchInterval: 20_000,
  });
  const acknowledge = useMutation({
    mutationFn: (id: string) => api.post(`/api/v1/equipment/briefings/${id}/acknowledgement`, {}, briefingBody),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['equipment', 'briefings'] }),
  });
  const mayHandOut = session.has('equipment-authority');
  const briefings = data?.briefings.filter((one) => one.configuration === configuration) ?? [];
  return (
    <section className={classes.distribution}>
      <header>
        <h2>{say('briefing.distribution')}</h2>
        {mayHandOut && !isWriting && (
          <Button size="xs" variant="default" onClick={() => setIsWriting(true)}>
            {say('briefing.handOut')}
          </Button>
        )}
      </header>
      {isWriting && <BriefingForm configuration={configuration} onDone={() => setIsWriting(false)} />}
      {acknowledge.error && <Failure error={acknowledge.error} />}
      {!data ? (
        error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : briefings.length === 0 ? (
        <p className={classes.quiet}>{say('briefing.nobodyYet')}</p>
      ) : (
        briefings.map((briefing) => (
          <article key={briefing.id} className={classes.handed}>
            <p>
              <strong>{formats.moment(briefing.at)}</strong> · {say('briefing.handedBy', { person: briefing.by })} ·{' '}
              {say('briefing.logEntry', { index: formats.number(briefing.logIndex) })}
            </p>
            {briefing.note[language] !== '' && <p>{briefing.note[language]}</p>}
            <ul className={classes.recipients}>
              {briefing.recipients.map((recipient) => (
                <li key={`${recipient.name} ${recipient.office}`}>
                  <span>
                    {recipient.name}, {recipient.office}
                  </span>
                  {recipient.acknowledgedAt === null ? (
                    recipient.person !== null && recipient.person === session.person ? (
                      <Button
                        size="compact-sm"
                        loading={acknowledge.isPending}
                        onClick={() => acknowledge.mutate(briefing.id)}
                      >
                        {say('briefing.acknowledge')}
                      </Button>
                    ) : (
                      <Badge tone="attention">{say('briefing.open')}</Badge>
                    )
                  ) : (
                    <Badge tone="good">
                      {say('briefing.acknowledged', { time: formats.moment(recipient.acknowledgedAt) })}
                    </Badge>
                  )}
                </li>
              ))}
            </ul>
            <p className={classes.quiet}>
              <a href={`/api/v1/equipment/briefings/${briefing.id}/pdf?language=es`}>{say('briefing.pdf.es')}</a>{' '}
              <Hash value={briefing.pdf.es} /> ·{' '}
              <a href={`/api/v1/equipment/briefings/${briefing.id}/pdf?language=en`}>{say('briefing.pdf.en')}</a>{' '}
              <Hash value={briefing.pdf.en} />
            </p>
          </article>
        ))
      )}
    </section>
  );
}
