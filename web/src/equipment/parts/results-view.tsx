import type { EvidenceResult } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { mergeDestinations } from './merge-destinations.ts';
import classes from './record-view.module.css';
import { measureValue, measureWord } from './result-words.ts';
import { TrialsView } from './trials-view.tsx';

/** Everything a document reports: trials with their bounds, a line for each measure, and where data go. */
export function ResultsView({ results }: { readonly results: readonly EvidenceResult[] }): ReactNode {
  const trials = results.filter((one) => one.kind === 'trials');
  const paths = results.filter((one) => one.kind === 'data-path');
  const lines = results.filter((one) => one.kind !== 'trials' && one.kind !== 'data-path');
  return (
    <div className={classes.results}>
      {trials.length > 0 && <TrialsView rows={trials} />}
      {lines.length > 0 && (
        <ul className={classes.list}>
          {lines.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: results of a version never change their places
            <li key={at}>
              <Line result={one} />
            </li>
          ))}
        </ul>
      )}
      {paths.map((path) => (
        <DataPath key={path.at} path={path} />
      ))}
    </div>
  );
}

type Single = Exclude<EvidenceResult, { readonly kind: 'trials' | 'data-path' }>;

function Line({ result }: { readonly result: Single }): ReactNode {
  const { say, formats, language } = useWords();
  switch (result.kind) {
    case 'measure':
      return `${measureWord(result.measure, say)}: ${measureValue(result.value, result.unit, formats)} (${formats.day(result.at)})`;
    case 'outage':
      return `${say('form.result.outage')}: ${say(`eq.outage.${result.reason}`)}, ${formats.span(result.until - result.from)} (${formats.moment(result.from)})`;
    case 'check':
      return `${result.text[language] || result.check}: ${say(`eq.met.${result.met}`)} (${formats.day(result.at)})`;
  }
}

/** What was declared beside what was seen; what was seen and never declared first. */
function DataPath({ path }: { readonly path: Extract<EvidenceResult, { readonly kind: 'data-path' }> }): ReactNode {
  const { say, formats } = useWords();
  return (
    <table className={classes.trials}>
      <caption>
        {say('form.result.data-path')},{' '}
        {say('configuration.dataPath.hours', { hours: formats.number(path.observedHours), when: formats.day(path.at) })}
      </caption>
      <thead>
        <tr>
          {(['destination', 'direction', 'declared', 'observed'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`configuration.dataPath.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mergeDestinations(path).map(({ destination, direction, declared, observed }) => (
          <tr key={`${destination} ${direction}`}>
            <td>
              <code>{destination}</code>
            </td>
            <td>{say(`eq.direction.${direction}`)}</td>
            <td>{declared ?? <Badge tone="bad">{say('configuration.dataPath.undeclared')}</Badge>}</td>
            <td>{observed ?? say('configuration.dataPath.notSeen')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
