import type { ComponentSecurity } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import classes from './configuration.module.css';

const REQUIREMENTS = ['iac', 'uc', 'si', 'dc', 'rdf', 'tre', 'ra'] as const;
/** The highest level of IEC 62443-4-2. */
const HIGHEST = 4;

/** Levels for the seven foundational requirements of IEC 62443-4-2; a vector, so never one number. */
export function SecurityLevels({ levels }: { readonly levels: ComponentSecurity }): ReactNode {
  const { say } = useWords();
  return (
    <table className={classes.levels} aria-label={say('configuration.levels')}>
      <caption>{say('configuration.levels')}</caption>
      <tbody>
        {REQUIREMENTS.map((name) => {
          const level = levels[name];
          return (
            <tr key={name}>
              <th scope="row">{say(`eq.level.${name}`)}</th>
              <td aria-hidden>
                {Array.from({ length: HIGHEST }, (_, step) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: four steps that never move
                    key={step}
                    data-reached={(level !== null && step < level) || undefined}
                    data-unknown={level === null || undefined}
                  />
                ))}
              </td>
              <td>
                {level === null ? (
                  <span className={classes.unknown}>{say('eq.outcome.not-assessed')}</span>
                ) : (
                  `SL ${level}`
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
