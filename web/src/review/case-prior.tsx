import type { InspectionDetail } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';

/** Earlier scans of the same plate or container, of both agencies. */
export function CasePrior({ detail }: { readonly detail: InspectionDetail }): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const places = usePlaceNames();
  return (
    <CaseSection title={say('case.prior')}>
      {detail.priorScans.length === 0 && <p className={classes.quiet}>{say('case.prior.none')}</p>}
      <ul className={classes.plain}>
        {detail.priorScans.map((prior) => (
          <li key={prior.scan}>
            <Link to="/cases/$scan" params={{ scan: prior.scan }} className={classes.link ?? ''}>
              {formats.moment(prior.capturedAt)}
            </Link>{' '}
            {prior.decision === null ? say('case.decisions.notYet') : say(`decided.${prior.decision}`)}
            <br />
            <span className={classes.quiet}>
              {nameOf(prior.agency)}, {places.site(prior.site)} ·{' '}
              {say('case.prior.matched', {
                type: say(`id.${prior.matched.type}`).toLocaleLowerCase(),
                value: prior.matched.value,
              })}
            </span>
          </li>
        ))}
      </ul>
    </CaseSection>
  );
}
