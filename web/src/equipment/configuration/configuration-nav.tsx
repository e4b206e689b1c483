import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { PlaceLink } from '../parts/evidence-link.tsx';
import classes from './configuration.module.css';

/** The parts of the page, with how much is in each. */
export function ConfigurationNav(props: {
  readonly view: ConfigurationView;
  readonly record: EvaluationRecord | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { view, record } = props;
  const parts = [
    ['questions', say('configuration.questions'), undefined],
    ['not-assessed', say('configuration.notAssessed'), record?.notAssessed],
    ['requirements', say('configuration.requirements'), record?.requirements.length],
    ['gates', say('configuration.gates'), undefined],
    ['data-path', say('configuration.dataPath'), undefined],
    ['supplier', say('configuration.supplier'), undefined],
    ['approved', say('configuration.approved'), undefined],
    ['evidence', say('configuration.evidence'), view.evidence.length],
    ['others', say('configuration.others.short'), view.assertions.length],
    ['decisions', say('configuration.decisions'), view.decisions.length],
    ['evaluations', say('configuration.evaluations'), view.evaluations.length],
    ['documents', say('configuration.documents'), undefined],
    ['devices', say('configuration.devices'), view.devices.length],
  ] as const;
  return (
    <nav className={classes.nav} aria-label={say('configuration.onPage')}>
      {parts.map(([id, word, count]) => (
        <PlaceLink
          key={id}
          configuration={view.line.configuration}
          place={id}
          className={id === 'not-assessed' && (count ?? 0) > 0 ? classes.open : undefined}
        >
          {word}
          {count !== undefined && <span>{formats.number(count)}</span>}
        </PlaceLink>
      ))}
    </nav>
  );
}
