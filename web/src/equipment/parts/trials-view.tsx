import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { Draft } from '../forms/field.ts';
import { trialBound } from '../forms/trial-bound.ts';
import classes from './record-view.module.css';

/** Trials as they were reported, each with the bound that they show; nothing is pooled. */
export function TrialsView({ rows }: { readonly rows: readonly Draft[] }): ReactNode {
  const { say, formats } = useWords();
  return (
    <table className={classes.trials}>
      <thead>
        <tr>
          {(['outcome', 'threatClass', 'article', 'hits', 'bound'] as const).map((column) => (
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
              <td>{say(row.outcome === 'false-alarm' ? 'eq.trials.false-alarm' : 'eq.trials.detection')}</td>
              <td>{String(row.threatClass ?? '') || say('work.none')}</td>
              <td>{String(row.article)}</td>
              <td>
                {say('work.hitsOf', {
                  hits: formats.number(Number(row.hits)),
                  trials: formats.number(Number(row.trials)),
                })}
              </td>
              <td>
                {bound &&
                  say(bound.side === 'lower' ? 'form.trials.atLeast' : 'form.trials.atMost', {
                    bound: formats.number(bound.bound, 4),
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
