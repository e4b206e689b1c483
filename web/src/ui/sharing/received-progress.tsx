import type { ReceivedBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { ReasonList } from '../reason-list.tsx';
import { ReceivedBadge } from './share-badge.tsx';
import classes from './sharing.module.css';

/** What became of something that came in: its files, what was found, and what the partner was answered. */
export function ReceivedProgress({ received }: { readonly received: ReceivedBody }): ReactNode {
  const { say, formats } = useWords();
  const { objects, state, settledAt, reasons } = received;
  const have = objects.filter((object) => object.have).length;
  const told = [
    settledAt !== null && say('exchange.told.settled', { time: formats.clock(settledAt) }),
    objects.length > 0 &&
      have < objects.length &&
      say('exchange.told.have', { have: formats.number(have), all: formats.number(objects.length) }),
    state === 'verified' && say('exchange.told.receiptSent'),
    state === 'refused' && say('exchange.told.refusalSent'),
  ].filter((part) => part !== false);
  return (
    <div className={classes.progress}>
      <ReceivedBadge state={state} />
      {told.length > 0 && <span className={classes.quiet}>{told.join(' · ')}</span>}
      {reasons.length > 0 && <ReasonList reasons={reasons} />}
    </div>
  );
}
