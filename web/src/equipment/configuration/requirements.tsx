import type { AssessedRequirement, ConfigurationView, EvaluationAnswer } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';
import { placeOn, type Scale, scaleOfShares, ticksOf } from '../parts/interval-scale.ts';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';
import { RequirementRow } from './requirement-row.tsx';

const KINDS = ['detection', 'false-alarm', 'measure', 'evidence', 'gate'] as const;
const OUTCOMES = ['pass', 'conditional', 'fail', 'not-assessed'] as const;

/** Each requirement with what was seen, the exact bound that follows, and the line it has to pass. */
export function Requirements(props: {
  readonly view: ConfigurationView;
  readonly shown: EvaluationAnswer | undefined;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { view, shown } = props;
  if (!shown) {
    return (
      <ConfigurationSection id="requirements" title={say('configuration.requirements')}>
        <p className={classes.quiet}>{say('configuration.notAssessed.never')}</p>
      </ConfigurationSection>
    );
  }
  const { record } = shown;
  const isNewest = shown.hash === view.evaluations[0]?.hash;
  const counts = OUTCOMES.map((outcome) => {
    const count = record.requirements.filter((line) => line.outcome === outcome).length;
    return `${say(`eq.outcome.${outcome}`)}: ${formats.number(count)}`;
  });
  return (
    <ConfigurationSection id="requirements" title={say('configuration.requirements')}>
      <p className={classes.lead}>
        {say('configuration.requirements.by', {
          standard: record.standardTitle[language],
          when: formats.moment(record.at),
          person: record.by,
        })}{' '}
        <Hash value={shown.hash} />
        {' · '}
        <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(shown.logIndex) })}</Link>
      </p>
      {!isNewest && <p className={classes.notice}>{say('configuration.requirements.older')}</p>}
      {record.configurationHash !== view.configuration.hash && (
        <p className={classes.notice}>{say('configuration.requirements.changed')}</p>
      )}
      <p>
        <strong>{counts.join(' · ')}</strong>
      </p>
      {KINDS.map((kind) => {
        const lines = record.requirements.filter((line) => line.kind === kind);
        return lines.length > 0 && <Group key={kind} kind={kind} lines={lines} view={view} />;
      })}
    </ConfigurationSection>
  );
}

function Group(props: {
  readonly kind: (typeof KINDS)[number];
  readonly lines: readonly AssessedRequirement[];
  readonly view: ConfigurationView;
}): ReactNode {
  const { say } = useWords();
  const { kind, lines, view } = props;
  const scale =
    kind === 'detection'
      ? scaleOfShares(lines, 'large')
      : kind === 'false-alarm'
        ? scaleOfShares(lines, 'small')
        : undefined;
  const drawn = kind !== 'evidence' && kind !== 'gate';
  return (
    <table className={classes.requirements} aria-label={say(`configuration.kind.${kind}`)}>
      <thead>
        <tr>
          <th scope="col">
            <strong>{say(`configuration.kind.${kind}`)}</strong>
          </th>
          {drawn && (
            <>
              <th scope="col" className={classes.axis}>
                <span className={classes.spoken}>{say('configuration.column.drawing')}</span>
                {scale && <Axis scale={scale} />}
              </th>
              <th scope="col">{say('configuration.column.numbers')}</th>
            </>
          )}
          <th scope="col">{say('configuration.column.outcome')}</th>
          <th scope="col">{say('configuration.column.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <RequirementRow
            key={`${line.requirement} ${line.contexts.join(' ')}`}
            line={line}
            scale={scale}
            drawn={drawn}
            view={view}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What the places on the drawings below mean. */
function Axis({ scale }: { readonly scale: Scale }): ReactNode {
  const { formats } = useWords();
  return (
    <span className={classes.ticks} aria-hidden>
      {ticksOf(scale).map((tick) => (
        <span key={tick} style={{ insetInlineStart: `${placeOn(scale, tick)}%` }}>
          {formats.percent(tick)}
        </span>
      ))}
    </span>
  );
}
