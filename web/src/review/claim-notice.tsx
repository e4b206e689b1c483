import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNow } from '../ui/use-now.ts';
import type { DecisionDockProps } from './deciding.ts';
import classes from './decision-dock.module.css';
import type { ClaimAgain } from './use-claim-again.ts';

/** From here on the lease is shown as ending, ms. */
const ENDING_MS = 30_000;

/** Whose the case is, for how long, and what to do when it is not one's own. */
export function ClaimNotice(props: DecisionDockProps & { readonly again: ClaimAgain }): ReactNode {
  const { inspection, claim, again } = props;
  const { say, formats } = useWords();
  const { person, has } = useSession();
  const now = useNow();
  const last = inspection.decisions.at(-1);
  const notice = (tone: string, text: string, action?: ReactNode) => (
    <div className={classes.notice} data-tone={tone} role="status">
      <p>{text}</p>
      {action}
    </div>
  );

  if (inspection.state === 'decided' && last) {
    return (
      <>
        {notice(
          'note',
          say('review.decide.decided', {
            verdict: say(`decided.${last.verdict}`),
            person: last.by,
            time: formats.moment(last.signedAt),
          }),
          has('analyst', 'supervisor') && !again.held && (
            <Button size="compact-sm" variant="default" onClick={again.take}>
              {say('review.decide.again')}
            </Button>
          ),
        )}
        {again.held && <p className={classes.quiet}>{say('review.decide.againText')}</p>}
        {again.error !== undefined && <Failure error={again.error} />}
      </>
    );
  }
  return (
    <>
      {person !== null && inspection.secondAfter === person && notice('attention', say('review.decide.secondMine'))}
      {inspection.secondAfter !== null &&
        inspection.secondAfter !== person &&
        last &&
        notice(
          'attention',
          say('review.decide.secondAfter', {
            person: inspection.secondAfter,
            verdict: say(`decision.${last.verdict}`),
          }),
        )}
      {person !== null && !has('analyst', 'supervisor') && notice('quiet', say('review.decide.role'))}
      {claim.state === 'claiming' && <p className={classes.quiet}>{say('review.decide.claiming')}</p>}
      {claim.state === 'other' && notice('attention', say('review.decide.other', { person: claim.by }))}
      {claim.state === 'failed' && <Failure error={claim.error} retry={claim.again} />}
      {claim.state === 'mine' &&
        (claim.until <= now
          ? notice(
              'bad',
              say('review.decide.leaseLost'),
              <Button size="compact-sm" onClick={claim.again}>
                {say('review.decide.takeAgain')}
              </Button>,
            )
          : claim.until - now < ENDING_MS
            ? notice('attention', say('review.decide.leaseEnding', { span: formats.span(claim.until - now) }))
            : props.rules.leaseSeconds > 0 && (
                <p className={classes.quiet}>{say('review.decide.lease', { time: formats.clock(claim.until) })}</p>
              ))}
    </>
  );
}
