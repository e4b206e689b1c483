import type { ShareBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { ReasonList } from '../reason-list.tsx';
import { ClauseWords } from './clause-words.tsx';
import { SentBadge } from './share-badge.tsx';
import classes from './sharing.module.css';

/** What became of one handing over: its state, each step with its time, and the partner's reasons when it refused. */
export function ShareProgress({ share }: { readonly share: ShareBody }): ReactNode {
  const { say, formats } = useWords();
  const lag = (ms: number) =>
    ms < 1000 ? say('exchange.ms', { count: formats.number(Math.max(0, ms)) }) : formats.span(ms);
  const told = [
    share.deliveredAt !== null && say('exchange.told.delivered', { time: formats.clock(share.deliveredAt) }),
    share.receiptedAt !== null &&
      say('exchange.told.receipted', {
        time: formats.clock(share.receiptedAt),
        span: lag(share.receiptedAt - share.sharedAt),
      }),
    share.attempts > 1 && say('exchange.told.attempts', { count: formats.number(share.attempts) }),
  ].filter((part) => part !== false);
  return (
    <div className={classes.progress}>
      <SentBadge state={share.state} />
      {told.length > 0 && <span className={classes.quiet}>{told.join(' · ')}</span>}
      {share.reasons.length > 0 && <ReasonList reasons={share.reasons} />}
    </div>
  );
}

/** Why it was handed over: the clause, and who asked. */
export function ShareGrounds({ share }: { readonly share: ShareBody }): ReactNode {
  const { say } = useWords();
  return (
    <>
      <ClauseWords policies={share.policies} />
      {share.by !== null && <span className={classes.quiet}>{say('exchange.byHand', { person: share.by })}</span>}
    </>
  );
}
