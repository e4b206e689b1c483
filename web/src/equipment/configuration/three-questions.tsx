import type { ConfigurationView, EvaluationRecord, Kept } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { EvidenceLink, PlaceLink } from '../parts/evidence-link.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import { measureValue, measureWord } from '../parts/result-words.ts';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';
import { findingsAt, gateLines, worstOf } from './gate-lines.ts';

const QUESTIONS = ['uninterrupted-coordination', 'information-protection', 'trade-flow'] as const;
/** Figures shown under an answer. */
const FIGURES = 4;

interface Part {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}

/** What every configuration has to answer, in plain words, with the outcome and what it rests on. */
export function ThreeQuestions({ view, record }: Part): ReactNode {
  const { say } = useWords();
  return (
    <ConfigurationSection id="questions" title={say('configuration.questions')}>
      <div className={classes.questions}>
        {QUESTIONS.map((gate) => (
          <Question key={gate} gate={gate} view={view} record={record} />
        ))}
      </div>
    </ConfigurationSection>
  );
}

function Question({ gate, view, record }: Part & { readonly gate: (typeof QUESTIONS)[number] }): ReactNode {
  const { say, language, formats } = useWords();
  const lines = gateLines(record, gate);
  const { current } = findingsAt(view, gate);
  const outcome = lines.length > 0 ? worstOf(lines.map((line) => line.outcome)) : 'not-assessed';
  const configuration = view.line.configuration;
  const relied = new Set(current.flatMap(({ body }) => body.evidence));
  const evidence = view.evidence.filter(
    (one): one is Kept<'evidence'> => one.kind === 'evidence' && relied.has(one.id),
  );
  const figures = evidence.flatMap((one) =>
    one.body.results.flatMap((result) => (result.kind === 'measure' ? [{ from: one, result }] : [])),
  );
  return (
    <div className={classes.question} data-outcome={outcome}>
      <h3>{say(`configuration.question.${gate}`)}</h3>
      <p>
        <OutcomeBadge outcome={outcome} />
      </p>
      {current.length === 0 && <p className={classes.quiet}>{say('configuration.question.nobody')}</p>}
      {lines.length === 0 && current.length > 0 && (
        <p className={classes.quiet}>{say('configuration.question.notAsked')}</p>
      )}
      {current.map((finding) => (
        <p key={finding.id} className={classes.answer}>
          {finding.body.reasons[language]}
        </p>
      ))}
      {figures.length > 0 && (
        <dl className={classes.figures}>
          {figures.slice(0, FIGURES).map(({ from, result }) => (
            <div key={`${from.id} ${result.measure} ${result.at}`}>
              <dt>{measureWord(result.measure, say)}</dt>
              <dd>
                <EvidenceLink configuration={configuration} evidence={from.id} title={from.body.title[language]}>
                  {measureValue(result.value, result.unit, formats)}
                </EvidenceLink>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className={classes.sources}>
        {evidence.map((one) => (
          <EvidenceLink key={one.id} configuration={configuration} evidence={one.id}>
            {one.body.title[language]}
          </EvidenceLink>
        ))}
        {(lines.length > 0 || current.length > 0) && (
          <PlaceLink configuration={configuration} place={`gate-${gate}`}>
            {say('configuration.question.more')}
          </PlaceLink>
        )}
      </p>
    </div>
  );
}
