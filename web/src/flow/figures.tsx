import type { Status } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './home-page.module.css';

/** The few numbers that say whether all is well. */
export function Figures({ status }: { readonly status: Status }): ReactNode {
  const { say, formats } = useWords();
  const quarantined = Object.values(status.quarantined).reduce((sum, count) => sum + count, 0);
  const figures = [
    [status.inspections.waiting, say('flow.figure.waiting')],
    [status.admittedLastMinute, say('flow.figure.minute')],
    [status.steps.receipted ?? 0, say('flow.figure.partner')],
    [quarantined, say('flow.figure.quarantined')],
    [
      status.log.size,
      `${say('flow.figure.log')}, ${say('flow.figure.cosigned', { count: formats.number(status.log.cosignedSize) })}`,
    ],
  ] as const;
  return (
    <div className={classes.figures}>
      <dl>
        {figures.map(([value, label]) => (
          <div key={label}>
            <dd>{formats.number(value)}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      {status.partners.map(({ agency, state }) => (
        <p key={agency} className={classes.partner} data-state={state}>
          {say(`flow.partner.${state}`, { agency: agency.toUpperCase() })}
        </p>
      ))}
    </div>
  );
}
