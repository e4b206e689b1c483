import type { DeviceView } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './device.module.css';

/** How much it sends, when it last did, and how much of it was not let in. */
export function DeviceTraffic({ view }: { readonly view: DeviceView }): ReactNode {
  const { say, formats } = useWords();
  const now = useNow();
  const { lastScanAt, scansPerDay, quarantinedLastDay } = view;
  return (
    <section>
      <h2>{say('deviceView.traffic')}</h2>
      <dl className={classes.facts}>
        <Fact name={say('deviceView.lastScan')}>
          {lastScanAt === null ? (
            say('deviceView.noScan')
          ) : (
            <time dateTime={new Date(lastScanAt).toISOString()} title={formats.moment(lastScanAt)}>
              {say('deviceView.ago', { span: formats.span(now - lastScanAt) })}
            </time>
          )}
        </Fact>
        <Fact name={say('deviceView.perDay')}>
          {scansPerDay === null ? say('deviceView.notKnown') : formats.number(scansPerDay)}
        </Fact>
        <Fact name={say('deviceView.quarantined')}>
          {formats.number(quarantinedLastDay)}{' '}
          {quarantinedLastDay > 0 && (
            <Link to="/quarantine" search={{ device: view.device.id }}>
              {say('deviceView.quarantinedShow')}
            </Link>
          )}
        </Fact>
      </dl>
    </section>
  );
}
