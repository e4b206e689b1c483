import type { DeviceView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { useTrustList } from '../../ui/use-trust-list.ts';
import { DeviceStateBadge } from '../parts/state-badge.tsx';
import classes from './device.module.css';

/** The line about it on the signed list in force. */
export function DeviceTrustList({ view }: { readonly view: DeviceView }): ReactNode {
  const { say, language, formats } = useWords();
  const { data: list, error } = useTrustList();
  const entry = list?.devices.find(({ id }) => id === view.device.id);
  return (
    <section>
      <h2>{say('deviceView.list')}</h2>
      {error && <Failure error={error} />}
      {list && (
        <>
          <p className={classes.quiet}>
            {say('deviceView.listVersion', {
              version: list.version,
              issued: formats.day(list.issuedAt),
              expires: formats.day(list.expiresAt),
            })}{' '}
            · <Hash value={list.hash} />
          </p>
          {entry ? (
            <dl className={classes.facts}>
              <Fact name={say('equipment.column.status')}>
                <DeviceStateBadge state={entry.status} />
                {entry.reasons.map((reason) => (
                  <small key={reason.code}>{reason[language]}</small>
                ))}
              </Fact>
              <Fact name={say('deviceView.effective')}>{formats.moment(entry.effectiveFrom)}</Fact>
              {entry.compromisedSince !== null && (
                <Fact name={say('deviceView.compromised')}>{formats.moment(entry.compromisedSince)}</Fact>
              )}
            </dl>
          ) : (
            <p>{say('deviceView.notOnList')}</p>
          )}
        </>
      )}
    </section>
  );
}
