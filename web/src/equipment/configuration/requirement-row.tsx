import type { AssessedRequirement, ConfigurationView } from '@garita/api';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { EvidenceLink, PlaceLink } from '../parts/evidence-link.tsx';
import { IntervalDrawing } from '../parts/interval-drawing.tsx';
import { type Scale, scaleOfMeasure } from '../parts/interval-scale.ts';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './configuration.module.css';
import { contextNames } from './context-names.ts';
import { useRequirementWords } from './use-requirement-words.ts';

/** One requirement: drawn, in numbers, how it came out and why, and the way to its evidence. */
export function RequirementRow(props: {
  readonly line: AssessedRequirement;
  /** Of its kind; a measure has a scale of its own. */
  readonly scale: Scale | undefined;
  readonly drawn: boolean;
  readonly view: ConfigurationView;
}): ReactNode {
  const { language } = useWords();
  const { hash } = useLocation();
  const { line, drawn, view } = props;
  const words = useRequirementWords(line);
  const configuration = view.line.configuration;
  const [first] = line.evidence;
  const contexts = contextNames(view, line.contexts, language);
  return (
    <tr id={`requirement-${line.requirement}`} data-pointed={hash === `requirement-${line.requirement}` || undefined}>
      <th scope="row">
        {line.text[language]}
        {line.threatClass !== null && (
          <small>
            <code>{line.threatClass}</code>
          </small>
        )}
        {contexts.length > 0 && <small>{contexts.join(' · ')}</small>}
      </th>
      {drawn && (
        <>
          <td className={classes.drawn}>
            <IntervalDrawing
              row={line}
              scale={props.scale ?? scaleOfMeasure(line)}
              asked={words.asked}
              label={`${line.text[language]}: ${words.all}`}
            />
          </td>
          <td className={classes.numbers}>
            {words.seen === undefined ? (
              <span className={classes.unknown}>{words.noSeen}</span>
            ) : first ? (
              <EvidenceLink configuration={configuration} evidence={first.id} title={words.exact}>
                {words.seen}
              </EvidenceLink>
            ) : (
              words.seen
            )}
            {words.bound !== undefined && (
              <small title={words.exact}>
                {first ? (
                  <EvidenceLink configuration={configuration} evidence={first.id}>
                    {words.bound}
                  </EvidenceLink>
                ) : (
                  words.bound
                )}
              </small>
            )}
            <small>{words.askedLong}</small>
          </td>
        </>
      )}
      <td className={classes.outcome}>
        <OutcomeBadge outcome={line.outcome} />
        <small>{line.explanation[language]}</small>
        {line.condition && line.outcome === 'conditional' && <small>{line.condition[language]}</small>}
      </td>
      <td className={classes.sources}>
        {line.evidence.map((one) => (
          <EvidenceLink key={one.id} configuration={configuration} evidence={one.id}>
            {one.title[language]}
          </EvidenceLink>
        ))}
        {line.gate !== null && (
          <PlaceLink configuration={configuration} place={`gate-${line.gate}`}>
            {words.gate}
          </PlaceLink>
        )}
      </td>
    </tr>
  );
}
