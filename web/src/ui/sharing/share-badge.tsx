import type { ReceivedState, ShareState } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../badge.tsx';

const SENT: Readonly<Record<ShareState, Tone>> = {
  waiting: 'attention',
  delivered: 'note',
  receipted: 'good',
  refused: 'bad',
  withheld: 'quiet',
};
const RECEIVED: Readonly<Record<ReceivedState, Tone>> = { pulling: 'note', verified: 'good', refused: 'bad' };

/** How far something that we handed over has come. */
export function SentBadge({ state }: { readonly state: ShareState }): ReactNode {
  const { say } = useWords();
  return <Badge tone={SENT[state]}>{say(`exchange.state.${state}`)}</Badge>;
}

/** What became of something the partner handed to us. */
export function ReceivedBadge({ state }: { readonly state: ReceivedState }): ReactNode {
  const { say } = useWords();
  return (
    <Badge tone={RECEIVED[state]}>
      {say(state === 'refused' ? 'exchange.state.refusedHere' : `exchange.state.${state}`)}
    </Badge>
  );
}
