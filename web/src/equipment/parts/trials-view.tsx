import type { EvidenceResult } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { trialBound } from '../forms/trial-bound.ts';
import classes from './record-view.module.css';
import { shareText } from './result-words.ts';

type Trials = Extract<EvidenceResult, { readonly kind: 'trials' }>;

/** Trials as they were reported, each with the bound that they show; nothing is pooled. */
export function TrialsView({ rows }: { readonly rows: readonly Trials[] }): ReactNode {
  const { say, formats } = useWords();
  return (
    <table className={classes.trials}>
      <thead>
        <tr>
          {(['outcome', 'article', 'hits', 'bound'] as const).map((column) => (
            <th key={column} scope="col">
              {say(`form.trials.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const bound = trialBound(row, []);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: trials of a version never change their places
            <tr key={at}>
              <td>
                {say(`eq.trials.${row.outcome}`)}
                {row.threatClass !== null && (
                  <>
                    <br />
                    <code>{row.threatClass}</code>
                  </>
                )}
              </td>
              <td>{row.article}</td>
              <td>
                {say('work.hitsOf', {
                  hits: formats.number(row.hits),
                  trials: formats.number(row.trials),
                })}
              </td>
              <td>
                {bound &&
                  say(bound.side === 'lower' ? 'form.trials.atLeast' : 'form.trials.atMost', {
                    bound: shareText(bound.bound, bound.side, formats),
                    confidence: formats.percent(bound.confidence),
                  })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
