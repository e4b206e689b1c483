import type { EquipmentDecisionBody } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Hash } from '../../ui/hash.tsx';
import { reasonWords } from '../../ui/reason-words.ts';
import classes from './decision-list.module.css';
import { stateWord } from './state-word.ts';

/** Signed steps of a life cycle, the newest first: what, why, by whom, and where each stands in the log. */
export function DecisionList(props: {
  readonly decisions: readonly EquipmentDecisionBody[];
  /** The decision that is pointed at, by its hash. */
  readonly pointed?: string;
}): ReactNode {
  return (
    <ol className={classes.decisions}>
      {props.decisions.toReversed().map((decision) => (
        <Decision key={decision.hash} decision={decision} isPointed={props.pointed === `decision-${decision.hash}`} />
      ))}
    </ol>
  );
}

function Decision({
  decision,
  isPointed,
}: {
  readonly decision: EquipmentDecisionBody;
  readonly isPointed: boolean;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { subject, section, signers, needed, state } = decision;
  const word = (which: string) => stateWord(subject.kind, which, say);
  const words = decision.words[language];
  return (
    <li id={`decision-${decision.hash}`} data-pointed={isPointed || undefined} data-state={state}>
      <div className={classes.when}>
        <time dateTime={new Date(decision.at).toISOString()}>{formats.day(decision.at)}</time>
        <small>{formats.clock(decision.at)}</small>
      </div>
      <div>
        <p className={classes.what}>
          <span className={classes.from}>{word(decision.from)} → </span>
          <strong>{word(decision.to)}</strong>
          {section && (
            <Badge tone={section === 'qualified' ? 'good' : 'attention'}>{say(`eq.section.${section}`)}</Badge>
          )}
          {state !== 'in-force' && (
            <Badge tone={state === 'waiting' ? 'attention' : 'quiet'}>
              {say(`configuration.decision.${state}`, { have: signers.length, needed })}
            </Badge>
          )}
        </p>
        <p>
          {reasonWords(decision.reason, language)} <code>{decision.reason}</code>
        </p>
        {words !== '' && <p className={classes.words}>{words}</p>}
        {decision.conditions.length > 0 && (
          <ul className={classes.conditions}>
            {decision.conditions.map((condition) => (
              <li key={condition.en}>{condition[language]}</li>
            ))}
          </ul>
        )}
        {decision.validUntil !== null && (
          <p>
            {decision.validFrom === null
              ? say('configuration.decision.until', { until: formats.day(decision.validUntil) })
              : say('configuration.decision.valid', {
                  from: formats.day(decision.validFrom),
                  until: formats.day(decision.validUntil),
                })}
          </p>
        )}
        {decision.compromisedSince !== null && (
          <p className={classes.doubt}>
            {say('configuration.decision.compromised', { when: formats.moment(decision.compromisedSince) })}
          </p>
        )}
        <p className={classes.proof}>
          {say('configuration.decision.signedBy', {
            people: formats.list(signers.map((signer) => `${signer.name} (${formats.moment(signer.at)})`)),
          })}
          {' · '}
          {say('configuration.decision.hash')} <Hash value={decision.hash} />
          {decision.record !== null && (
            <>
              {' · '}
              {say('configuration.decision.record')} <Hash value={decision.record} />
            </>
          )}
          {decision.logIndex !== null && (
            <>
              {' · '}
              <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(decision.logIndex) })}</Link>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
