import { type ConfigurationView, type EvaluationRecord, type GateId, gateId } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { Checklist } from './checklist.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';
import { contextNames } from './context-names.ts';
import { type Finding, findingsAt, gateLines, worstOf } from './gate-lines.ts';
import { SecurityLevels } from './security-levels.tsx';

/** The questions answered in words by a named reviewer: outcome and reasons, never a sum. */
export function Gates(props: {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { view, record } = props;
  const isKnown = (gate: GateId) => gateLines(record, gate).length > 0 || findingsAt(view, gate).current.length > 0;
  const shown = gateId.options.filter(isKnown);
  const others = gateId.options.filter((gate) => !isKnown(gate));
  return (
    <ConfigurationSection id="gates" title={say('configuration.gates')} lead={say('configuration.gates.lead')}>
      {shown.map((gate) => (
        <Gate key={gate} gate={gate} view={view} record={record} />
      ))}
      {others.length > 0 && (
        <p className={classes.quiet}>
          {say('configuration.gate.notAsked', { gates: formats.list(others.map((gate) => say(`eq.gate.${gate}`))) })}
        </p>
      )}
    </ConfigurationSection>
  );
}

function Gate(props: {
  readonly gate: GateId;
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, language } = useWords();
  const { gate, view, record } = props;
  const lines = gateLines(record, gate);
  const { current, earlier } = findingsAt(view, gate);
  const isAsked = lines.length > 0;
  // An explanation that quotes the finding says it twice.
  const isSaidBelow = (text: string) =>
    current.some(({ body }) => body.reasons[language] !== '' && text.includes(body.reasons[language]));
  return (
    <div id={`gate-${gate}`} className={classes.gate}>
      <div className={classes.gateHead}>
        <h3>{say(`eq.gate.${gate}`)}</h3>
        {isAsked ? (
          <OutcomeBadge outcome={worstOf(lines.map(({ outcome }) => outcome))} />
        ) : (
          <span className={classes.quiet}>{say('configuration.gate.notCounted')}</span>
        )}
      </div>
      {lines.map((line) => (
        <p key={line.contexts.join(' ')} className={classes.gateLine}>
          {lines.length > 1 && <OutcomeBadge outcome={line.outcome} />}{' '}
          {line.contexts.length > 0 && <b>{contextNames(view, line.contexts, language).join(', ')}: </b>}
          {!isSaidBelow(line.explanation[language]) && line.explanation[language]} <code>{line.reason}</code>
        </p>
      ))}
      {current.map((finding) => (
        <FindingView key={finding.id} finding={finding} view={view} />
      ))}
      {current.length === 0 && lines.some(({ reason }) => reason !== 'GATE_NOT_ASSESSED') && (
        <p className={classes.quiet}>{say('configuration.gate.noFinding')}</p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{say('configuration.gate.earlier', { count: earlier.length })}</summary>
          {earlier.map((finding) => (
            <FindingView key={finding.id} finding={finding} view={view} />
          ))}
        </details>
      )}
    </div>
  );
}

function FindingView({ finding, view }: { readonly finding: Finding; readonly view: ConfigurationView }): ReactNode {
  const { say, language, formats } = useWords();
  const { body } = finding;
  const configuration = view.line.configuration;
  const titleOf = (id: string) => {
    const record = view.evidence.find((one) => one.id === id);
    return record?.kind === 'evidence' ? record.body.title[language] : undefined;
  };
  return (
    <div className={classes.finding}>
      <p className={classes.answer}>{body.reasons[language]}</p>
      {body.conditions.length > 0 && (
        <>
          <p className={classes.quiet}>{say('configuration.gate.conditions')}</p>
          <ul className={classes.conditions}>
            {body.conditions.map((condition) => (
              <li key={condition.en}>{condition[language]}</li>
            ))}
          </ul>
        </>
      )}
      {body.componentSecurity && <SecurityLevels levels={body.componentSecurity} />}
      {body.checklist.length > 0 && <Checklist finding={finding} view={view} />}
      <p className={classes.sources}>
        {body.evidence.map((id) => {
          const title = titleOf(id);
          return title === undefined ? (
            <code key={id}>{id}</code>
          ) : (
            <EvidenceLink key={id} configuration={configuration} evidence={id}>
              {title}
            </EvidenceLink>
          );
        })}
        {body.evidence.length === 0 && <span className={classes.unknown}>{say('configuration.gate.noEvidence')}</span>}
      </p>
      <p className={classes.small}>
        {say('configuration.gate.by', { person: body.reviewer, when: formats.day(body.at) })}
        {body.contexts.length > 0 && ` · ${contextNames(view, body.contexts, language).join(', ')}`}
      </p>
    </div>
  );
}
