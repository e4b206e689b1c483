import type { EvidenceResult, Kept } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { measureValue, measureWord, shareText } from '../parts/result-words.ts';
import classes from './evidence.module.css';

/** Every result that a piece of evidence brings, a line each. */
export function EvidenceResults({ record }: { readonly record: Kept<'evidence'> }): ReactNode {
  const { say, language } = useWords();
  return (
    <table
      className={classes.results}
      aria-label={say('configuration.results', { title: record.body.title[language] })}
    >
      <thead>
        <tr>
          {(['what', 'value', 'when'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`configuration.results.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {record.body.results.map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a kept version never change
          <ResultRow key={index} result={result} />
        ))}
      </tbody>
    </table>
  );
}

function ResultRow({ result }: { readonly result: EvidenceResult }): ReactNode {
  const { say, language, formats } = useWords();
  switch (result.kind) {
    case 'trials': {
      const { hits, trials } = result;
      return (
        <tr>
          <th scope="row">
            {[say(`eq.trials.${result.outcome}`), result.threatClass, result.article].filter(Boolean).join(' · ')}
          </th>
          <td>
            {say('configuration.seen', {
              hits: formats.number(hits),
              trials: formats.number(trials),
              share: shareText(hits / trials, null, formats),
            })}
          </td>
          <td>{formats.day(result.at)}</td>
        </tr>
      );
    }
    case 'measure':
      return (
        <tr>
          <th scope="row">{measureWord(result.measure, say)}</th>
          <td>{measureValue(result.value, result.unit, formats)}</td>
          <td>{formats.day(result.at)}</td>
        </tr>
      );
    case 'outage':
      return (
        <tr>
          <th scope="row">{say('configuration.results.outage', { reason: say(`eq.outage.${result.reason}`) })}</th>
          <td>{formats.span(result.until - result.from)}</td>
          <td>{formats.moment(result.from)}</td>
        </tr>
      );
    case 'data-path':
      return (
        <tr>
          <th scope="row">{say('configuration.dataPath')}</th>
          <td>
            {say('configuration.results.dataPath', {
              declared: formats.number(result.declared.length),
              observed: formats.number(result.observed.length),
            })}
          </td>
          <td>{formats.day(result.at)}</td>
        </tr>
      );
    case 'check':
      return (
        <tr>
          <th scope="row">{result.text[language] || result.check}</th>
          <td>{say(`eq.met.${result.met}`)}</td>
          <td>{formats.day(result.at)}</td>
        </tr>
      );
  }
}
