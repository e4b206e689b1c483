import type { AssessedRequirement, ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { contextNames } from '../configuration/context-names.ts';
import { useRequirementWords } from '../configuration/use-requirement-words.ts';
import { evidenceAnchor } from '../parts/evidence-link.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './briefing.module.css';
import { EvidenceNumbers } from './evidence-numbers.tsx';

/** What was measured against what is asked: each number leads to its evidence. */
export function BriefingMeasured({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say } = useWords();
  const record = view.evaluations[0]?.record;
  const lines = record?.requirements.filter(({ kind }) => kind !== 'gate') ?? [];
  return (
    <section>
      <h2>{say('briefing.measured')}</h2>
      <p>{say('briefing.measuredText')}</p>
      {lines.length === 0 ? (
        <p>{say('work.neverEvaluated')}</p>
      ) : (
        <table className={classes.measured}>
          <thead>
            <tr>
              {(['asked', 'seen', 'outcome'] as const).map((column) => (
                <th key={column} scope="col">
                  {say(`briefing.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={`${line.requirement} ${line.contexts.join(' ')}`} line={line} view={view} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Line({ line, view }: { readonly line: AssessedRequirement; readonly view: ConfigurationView }): ReactNode {
  const { language, formats } = useWords();
  const words = useRequirementWords(line);
  const [first] = line.evidence;
  const numbers = [words.seen, words.bound].filter((one) => one !== undefined).join('; ');
  return (
    <tr data-outcome={line.outcome}>
      <th scope="row">
        {line.text[language]}
        <small>
          {words.askedLong}
          {line.contexts.length > 0 && ` · ${formats.list([...contextNames(view, line.contexts, language)])}`}
        </small>
      </th>
      <td>
        {line.kind === 'evidence' ? null : numbers === '' ? (
          <span className={classes.quiet}>{words.noSeen}</span>
        ) : first ? (
          <a href={`#${evidenceAnchor(first.id)}`} title={words.exact}>
            {numbers}
          </a>
        ) : (
          numbers
        )}{' '}
        <EvidenceNumbers view={view} ids={line.evidence.map(({ id }) => id)} />
      </td>
      <td>
        <OutcomeBadge outcome={line.outcome} />
        <small>{line.explanation[language]}</small>
      </td>
    </tr>
  );
}
