import type { ConfigurationView, GateId } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { contextNames } from '../configuration/context-names.ts';
import { findingsAt, gateLines, worstOf } from '../configuration/gate-lines.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './briefing.module.css';
import { EvidenceNumbers } from './evidence-numbers.tsx';

/** What the founding mandate asks of every piece of equipment; and what national security asks. */
const PARTS = {
  questions: ['uninterrupted-coordination', 'information-protection', 'trade-flow'],
  security: [
    'ownership-and-control',
    'remote-access',
    'data-destinations',
    'cyber-requirements',
    'component-security',
    'vulnerabilities',
  ],
} as const satisfies Record<string, readonly GateId[]>;

/** Questions that are answered in words: outcome, reasons, conditions, and what they rest on. */
export function BriefingGates(props: {
  readonly view: ConfigurationView;
  readonly part: keyof typeof PARTS;
}): ReactNode {
  const { say } = useWords();
  return (
    <section>
      <h2>{say(`briefing.${props.part}`)}</h2>
      <p>{say(`briefing.${props.part}Text`)}</p>
      {PARTS[props.part].map((gate) => (
        <Gate key={gate} gate={gate} view={props.view} />
      ))}
    </section>
  );
}

function Gate({ gate, view }: { readonly gate: GateId; readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const lines = gateLines(view.evaluations[0]?.record, gate);
  const { current } = findingsAt(view, gate);
  const outcome = lines.length > 0 ? worstOf(lines.map((line) => line.outcome)) : 'not-assessed';
  const isAsked =
    view.standard.kind === 'standard' &&
    view.standard.body.requirements.some((one) => one.kind === 'gate' && one.gate === gate);
  return (
    <div className={classes.gate}>
      <h3>
        {say(`briefing.gate.${gate}`)} <OutcomeBadge outcome={outcome} />
      </h3>
      {!isAsked && <p className={classes.quiet}>{say('briefing.notAskedByStandard')}</p>}
      {current.length === 0 && <p>{say('configuration.question.nobody')}</p>}
      {current.map(({ id, body }) => {
        const uses = contextNames(view, body.contexts, language);
        return (
          <div key={id}>
            <p>
              {uses.length > 0 && <strong>{formats.list(uses)}: </strong>}
              {body.reasons[language]} <EvidenceNumbers view={view} ids={body.evidence} />
            </p>
            {body.conditions.length > 0 && (
              <ul>
                {body.conditions.map((condition) => (
                  <li key={condition.en}>{condition[language]}</li>
                ))}
              </ul>
            )}
            <p className={classes.quiet}>
              {say('configuration.gate.by', { person: body.reviewer, when: formats.day(body.at) })}
              {body.evidence.length === 0 && ` · ${say('configuration.gate.noEvidence')}`}
            </p>
          </div>
        );
      })}
    </div>
  );
}
