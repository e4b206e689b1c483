import type { SiteBody, SiteFlow, SiteRegister } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import classes from './officials-page.module.css';

/** One site in plain words. */
export function SiteFacts(props: {
  readonly site: SiteBody;
  readonly flow: SiteFlow | undefined;
  readonly register: SiteRegister;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { site, flow, register } = props;
  const operator = register.operators.find(({ id }) => id === site.operator)?.name[language] ?? site.operator;
  return (
    <section>
      <h2>{site.name[language]}</h2>
      <p className={classes.quiet}>
        {say(`site.${site.kind}`)} · {operator}
      </p>
      <ul className={classes.lanes}>
        {site.lanes.map((lane) => {
          const standing = flow?.lanes.find((one) => one.lane === lane.id)?.standing ?? 'unknown';
          return (
            <li key={lane.id}>
              {lane.name[language]}{' '}
              {lane.state === 'live' ? (
                <Badge tone={standing === 'approved' ? 'good' : 'bad'}>{say(`standing.${standing}`)}</Badge>
              ) : (
                <Badge tone="quiet">{say(`overview.lane.${lane.state}`)}</Badge>
              )}
            </li>
          );
        })}
      </ul>
      {flow?.lanes.some(({ planned }) => planned === 'live') && (
        <p>
          {say('overview.flows', {
            admitted: formats.number(flow.admittedLastHour),
            shared: formats.number(flow.sharedLastHour),
            waiting: formats.number(flow.waiting),
          })}
        </p>
      )}
    </section>
  );
}
