import type { NextDecision } from '@garita/api';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Hash } from '../../ui/hash.tsx';
import { reasonWords } from '../../ui/reason-words.ts';
import { stateWord } from '../parts/state-word.ts';
import classes from './decide.module.css';
import { type DecisionDraft, givesTrust } from './decision-draft.ts';

/** All that a decision will say, before it is signed. */
export function SaysDecision(props: {
  readonly next: NextDecision;
  readonly draft: DecisionDraft;
  readonly name: string;
  readonly contextName: (id: string) => string;
  readonly evidenceName: (hash: string) => string;
}): ReactNode {
  const { say, formats, language } = useWords();
  const session = useSession();
  const { next, draft, contextName, evidenceName } = props;
  const { subject } = next;
  const other = language === 'es' ? 'en' : 'es';
  const step = next.steps.find(({ to }) => to === draft.to);
  return (
    <dl className={classes.says}>
      <Fact name={say(`eq.kind.${subject.kind}`)}>
        {props.name} <code>{subject.id}</code>
      </Fact>
      <Fact name={say('work.says.step')}>
        {stateWord(subject.kind, next.from, say)} → <strong>{stateWord(subject.kind, draft.to, say)}</strong>
        {draft.section && ` · ${say(`eq.section.${draft.section}`)}`}
      </Fact>
      <Fact name={say('work.says.reason')}>
        {reasonWords(draft.reason, language)} <code>{draft.reason}</code>
      </Fact>
      {draft.words.es !== '' && (
        <Fact name={say('work.says.words')}>
          <span className={classes.words}>{draft.words[language]}</span>
          <span className={classes.words} lang={other}>
            {draft.words[other]}
          </span>
        </Fact>
      )}
      {draft.contexts.length > 0 && (
        <Fact name={say('form.contexts')}>{formats.list(draft.contexts.map(contextName))}</Fact>
      )}
      {draft.conditions.length > 0 && (
        <Fact name={say('form.conditions')}>
          <ul className={classes.plain}>
            {draft.conditions.map((condition) => (
              <li key={condition.en}>{condition[language]}</li>
            ))}
          </ul>
        </Fact>
      )}
      {draft.validUntil !== null && draft.validFrom !== null && (
        <Fact name={say('work.validity')}>
          {say('work.validBetween', { from: formats.day(draft.validFrom), until: formats.day(draft.validUntil) })}
        </Fact>
      )}
      {draft.compromisedSince !== null && (
        <Fact name={say('work.compromisedSince')}>{formats.moment(draft.compromisedSince)}</Fact>
      )}
      {draft.evidence.length > 0 && (
        <Fact name={say('form.evidence')}>{formats.list(draft.evidence.map(evidenceName))}</Fact>
      )}
      {step && givesTrust(next, step) && next.record !== null && (
        <Fact name={say('work.evaluation')}>
          <Hash value={next.record} />
        </Fact>
      )}
      <Fact name={say('work.says.by')}>
        {session.displayName ?? session.person} · {say('work.says.number', { number: formats.number(next.seq) })}
      </Fact>
    </dl>
  );
}
