import type { ListedConfigurationBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Failure } from '../ui/failure.tsx';
import { useTrustList } from '../ui/use-trust-list.ts';
import classes from './officials-page.module.css';

const TONE: Readonly<Record<ListedConfigurationBody['status'], Tone>> = {
  approved: 'good',
  conditional: 'attention',
  suspended: 'bad',
  removed: 'bad',
  refused: 'bad',
};

/** Which equipment is believed, which is not, and why, as the signed list says it. */
export function WhatIsTrusted(): ReactNode {
  const { say, language, formats } = useWords();
  const { data: list, error } = useTrustList();
  return (
    <section>
      <h2>{say('overview.trusted')}</h2>
      {error && <Failure error={error} />}
      {list && (
        <>
          <p className={classes.quiet}>
            {say('overview.trustedBy', {
              version: list.version,
              issued: formats.day(list.issuedAt),
              expires: formats.day(list.expiresAt),
            })}
          </p>
          <ul className={classes.trusted}>
            {list.configurations.map((configuration) => (
              <li key={configuration.id}>
                <div>
                  <strong>{configuration.name[language]}</strong>
                  <span className={classes.quiet}>
                    {configuration.maker} · {configuration.model}
                  </span>
                </div>
                <Badge tone={TONE[configuration.status]}>{say(`overview.status.${configuration.status}`)}</Badge>
                <span>
                  {configuration.reasons.length > 0
                    ? configuration.reasons.map((reason) => reason[language]).join(' ')
                    : configuration.approvedUntil !== null
                      ? say('overview.until', { day: formats.day(configuration.approvedUntil) })
                      : say('overview.untilList', { day: formats.day(list.expiresAt) })}
                </span>
                <span className={classes.quiet}>
                  {say('overview.devices', {
                    count: formats.number(
                      list.devices.filter(({ configuration: of }) => of === configuration.id).length,
                    ),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
