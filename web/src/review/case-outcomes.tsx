import type { InspectionDetail, OutcomeBody } from '@garita/api';
import { CONTRABAND_KINDS } from '@garita/review';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { RecordOutcome } from './record-outcome.tsx';

/** What examinations found, the newest first, and where one is recorded. */
export function CaseOutcomes(props: { readonly detail: InspectionDetail; recorded(): void }): ReactNode {
  const { say } = useWords();
  const { outcomes } = props.detail;
  return (
    <CaseSection title={say('case.outcome')}>
      {outcomes.length === 0 && <p className={classes.quiet}>{say('case.outcome.none')}</p>}
      {outcomes.map((outcome) => (
        <Outcome key={outcome.outcome} outcome={outcome} />
      ))}
      <RecordOutcome detail={props.detail} recorded={props.recorded} />
    </CaseSection>
  );
}

function Outcome({ outcome }: { readonly outcome: OutcomeBody }): ReactNode {
  const { say, formats } = useWords();
  const { result, finds, note, by, at, logIndex } = outcome;
  return (
    <article className={classes.outcome}>
      <p>
        <strong>{say(`outcome.${result}`)}</strong>{' '}
        <span className={classes.quiet}>
          {say('case.outcome.by', { person: by, time: formats.moment(at), index: formats.number(logIndex) })}
        </span>
      </p>
      {finds.length > 0 && (
        <table className={classes.table} aria-label={say('case.outcome')}>
          <thead>
            <tr>
              <th scope="col">{say('case.outcome.find')}</th>
              <th scope="col">{say('case.outcome.quantity')}</th>
              <th scope="col">{say('case.outcome.place')}</th>
            </tr>
          </thead>
          <tbody>
            {finds.map((find) => (
              <Find key={JSON.stringify(find)} find={find} />
            ))}
          </tbody>
        </table>
      )}
      {note !== '' && <p className={classes.reason}>{note}</p>}
    </article>
  );
}

function Find({ find }: { readonly find: OutcomeBody['finds'][number] }): ReactNode {
  const { say } = useWords();
  const known = CONTRABAND_KINDS.find((kind) => kind === find.contraband);
  return (
    <tr>
      <td>
        {known ? say(`contraband.${known}`) : find.contraband}
        {find.description !== '' && <p className={classes.quiet}>{find.description}</p>}
      </td>
      <td>{[find.quantity, find.unit].filter((part) => part !== null).join(' ')}</td>
      <td>{find.place}</td>
    </tr>
  );
}
