import type { DecisionKind } from '@garita/api';
import { Popover, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useCommands } from '../app/commands.tsx';
import { useSession } from '../app/session.tsx';
import { NoSigningKey, useSigningKey } from '../app/signing-key.ts';
import { useWords } from '../i18n/language.tsx';
import { useNow } from '../ui/use-now.ts';
import { AgeBar } from './age-bar.tsx';
import { ClaimNotice } from './claim-notice.tsx';
import { DecideFailure } from './decide-failure.tsx';
import type { DecisionDockProps } from './deciding.ts';
import classes from './decision-dock.module.css';
import { draftsOf } from './drafts.ts';
import { isUnderWay } from './outbox-entry.ts';
import { whatWords } from './outbox-words.ts';
import { ReasonPicker } from './reason-picker.tsx';
import { noteReason, orderedReasons, type ReasonName, usedReasons } from './reasons.ts';
import { useClaimAgain } from './use-claim-again.ts';
import { useDecide } from './use-decide.ts';
import { useOutbox } from './use-outbox.ts';
import { VerdictButton } from './verdict-button.tsx';
import { needsSecond, VERDICTS, whatIsMissing } from './verdict-rules.ts';

/** The four decisions at their place on the right, with deadline, reason, and what stands in the way. */
export function DecisionDock(props: DecisionDockProps): ReactNode {
  const { inspection, rules, claim, marks } = props;
  const { say } = useWords();
  const session = useSession();
  const { scan } = inspection;
  const person = session.person ?? '';
  const now = useNow();
  // Before it is needed: without a network it could not be asked for.
  const { data: key } = useSigningKey(session);
  const again = useClaimAgain(inspection, rules);
  const { busy, failure, decide } = useDecide(props);
  const [reason, setReason] = useReason(person, scan);
  const [armed, setArmed] = useState<{ readonly verdict: DecisionKind; readonly missing: 'mark' | 'reason' }>();
  const mayDecide = session.has('analyst', 'supervisor') && (claim.state === 'mine' || again.held);
  const underWay = useOutbox().find((entry) => entry.scan === scan && entry.person === person && isUnderWay(entry));
  const open = mayDecide && !busy && underWay === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case begins anew
  useEffect(() => setArmed(undefined), [scan]);

  const choose = (verdict: DecisionKind) => {
    if (!open || props.withheld?.includes(verdict)) return;
    // The same key before the reasons have the focus.
    const [first] = orderedReasons(verdict, usedReasons(verdict));
    if (armed?.verdict === verdict && armed.missing === 'reason' && first) return confirm(first);
    const missing = whatIsMissing(rules, verdict, { marks: marks.length, reason });
    if (missing !== 'nothing') return setArmed({ verdict, missing });
    setArmed(undefined);
    decide(verdict, reason);
  };
  const confirm = (name: ReasonName) => {
    if (!open || !armed) return;
    // Not into the field: taken back and decided otherwise, it would go with the other decision.
    const text = [say(`review.reason.${name}`), reason.trim()].filter((part) => part !== '').join('. ');
    noteReason(armed.verdict, name);
    setArmed(undefined);
    decide(armed.verdict, text);
  };
  useCommands({
    'decide-release': () => choose('release'),
    'decide-refer': () => choose('refer'),
    'decide-hold': () => choose('hold'),
    'decide-rescan': () => choose('rescan'),
  });
  return (
    <section className={classes.dock} aria-label={say('review.decide.title')}>
      <ClaimNotice {...props} again={again} />
      {underWay && (
        <p className={classes.notice} data-tone="note" role="status">
          {say('review.decide.underWay', { verdict: whatWords(underWay, say) })}
        </p>
      )}
      {armed?.missing === 'mark' && (
        <p className={classes.notice} data-tone="attention" role="alert">
          {say('review.decide.needMark')}
        </p>
      )}
      {mayDecide && key === null && failure === undefined && <DecideFailure error={new NoSigningKey()} />}
      {failure !== undefined && <DecideFailure error={failure} />}
      {busy && (
        <p className={classes.quiet} role="status">
          {say('review.decide.signing')}
        </p>
      )}
      {marks.length > 0 && mayDecide && (
        <p className={classes.quiet}>
          {marks.length === 1 ? say('review.decide.mark') : say('review.decide.marks', { count: marks.length })}
        </p>
      )}
      <Textarea
        size="xs"
        label={say('review.decide.reason')}
        placeholder={say('review.decide.reasonFree')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        maxLength={1500}
        autosize
        minRows={1}
        maxRows={5}
        disabled={!mayDecide}
      />
      <Popover
        withRoles={false}
        opened={armed?.missing === 'reason'}
        onChange={(shown) => !shown && setArmed(undefined)}
        position="left-end"
        width={300}
        trapFocus
        returnFocus
        withArrow
      >
        <Popover.Target>
          {/* Last, and so always in the same place: what is said above them grows upwards. */}
          <div className={classes.verdicts}>
            <div className={classes.deadline}>
              <span>{say('review.decide.target')}</span>
              <AgeBar inspection={inspection} now={now} />
            </div>
            {VERDICTS.map((verdict) => (
              <VerdictButton
                key={verdict}
                verdict={verdict}
                armed={armed?.verdict === verdict}
                disabled={!open || props.withheld?.includes(verdict) === true}
                note={needsSecond(rules, inspection, person, verdict) ? say('review.decide.secondNeeded') : undefined}
                onChoose={() => choose(verdict)}
              />
            ))}
          </div>
        </Popover.Target>
        <Popover.Dropdown>
          {armed && (
            <ReasonPicker
              key={armed.verdict}
              verdict={armed.verdict}
              onChoose={confirm}
              onOther={choose}
              onCancel={() => setArmed(undefined)}
            />
          )}
        </Popover.Dropdown>
      </Popover>
    </section>
  );
}

/** What is written about a case stays with it, also when the lease or the session ends. */
function useReason(person: string, scan: string): readonly [string, (reason: string) => void] {
  const [held, setHeld] = useState({ scan, reason: '' });
  useEffect(() => {
    let gone = false;
    const take = (reason: string) => {
      if (!gone) setHeld((before) => (before.scan === scan && before.reason !== '' ? before : { scan, reason }));
    };
    draftsOf(person)
      .loadReason(scan)
      .then(take, () => take(''));
    return () => {
      gone = true;
    };
  }, [person, scan]);
  const change = (reason: string) => {
    setHeld({ scan, reason });
    // Where nothing can be kept, it is still written here.
    draftsOf(person)
      .saveReason(scan, reason)
      .catch(() => undefined);
  };
  return [held.scan === scan ? held.reason : '', change];
}
