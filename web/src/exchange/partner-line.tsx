import { type Status, status } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Badge } from '../ui/badge.tsx';
import { useNow } from '../ui/use-now.ts';
import { useRefresh } from '../ui/use-refresh.ts';
import classes from './sharing-page.module.css';

const TONE = { up: 'good', down: 'bad', unknown: 'attention' } as const;
/** Below this a contact is now. */
const RECENT_MS = 15_000;

/** Whether the partner answers, and what waits for it. */
export function PartnerLine(): ReactNode {
  const { say } = useWords();
  const { data, refetch } = useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => api.get('/api/v1/status', status, {}, signal),
    refetchInterval: 10_000,
  });
  useRefresh(
    ({ step }) => step === 'shared' || step === 'receipted' || step === 'partner-received',
    () => void refetch(),
    3000,
  );
  if (!data) return null;
  if (data.partners.length === 0)
    return (
      <p className={classes.partners}>
        {say('exchange.partner.none')} {say('exchange.partner.noneWay')}
      </p>
    );
  return (
    <ul className={classes.partners} aria-label={say('exchange.col.partner')}>
      {data.partners.map((partner) => (
        <Partner key={partner.agency} partner={partner} />
      ))}
    </ul>
  );
}

function Partner({ partner }: { readonly partner: Status['partners'][number] }): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const now = useNow(5000);
  const { state, lastContactAt, waiting, receipted } = partner;
  const ago = lastContactAt === null ? 0 : now - lastContactAt;
  return (
    <li>
      <Badge tone={TONE[state]}>{say(`exchange.partner.${state}`, { agency: nameOf(partner.agency) })}</Badge>
      {lastContactAt !== null && ago > RECENT_MS && (
        <span>{say('exchange.partner.lastContact', { ago: formats.span(ago) })}</span>
      )}
      <span>
        {say(state === 'down' && waiting > 0 ? 'exchange.partner.waitingDown' : 'exchange.partner.waiting', {
          count: formats.number(waiting),
        })}
      </span>
      <span>{say('exchange.partner.receipted', { count: formats.number(receipted) })}</span>
    </li>
  );
}
