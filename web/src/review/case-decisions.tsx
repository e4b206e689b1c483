import type { DecisionBody, InspectionDetail } from '@garita/api';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { useAgreement } from '../ui/use-agreement.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { compareDecisions } from './compare-decisions.ts';
import { DecisionView } from './decision-view.tsx';

/** Both countries' decisions beside each other, and in words whether they agree. */
export function CaseDecisions({ detail }: { readonly detail: InspectionDetail }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const { relation, own, partner } = compareDecisions(detail);
  const ours = nameOf(session.agency);
  const { agreement } = useAgreement();
  const other = partner?.agency ?? agreement?.parties.find((agency) => agency !== session.agency);
  const theirs = other === undefined ? say('exchange.col.partner') : nameOf(other);
  const names = { own: ours, partner: theirs };
  const sentence =
    relation === 'differ' && own && partner
      ? say('case.decisions.differ', {
          ...names,
          ownVerdict: say(`decision.${own.verdict}`),
          partnerVerdict: say(`decision.${partner.verdict}`),
        })
      : relation === 'agree' && own
        ? say('case.decisions.agree', { verdict: say(`decision.${own.verdict}`) })
        : relation === 'own-only'
          ? say('case.decisions.own-only', { own: ours })
          : relation === 'partner-only'
            ? say('case.decisions.partner-only', { partner: theirs })
            : say('case.decisions.none');
  return (
    <CaseSection title={say('case.decisions')}>
      <p className={classes.relation} data-relation={relation}>
        {sentence} {relation === 'differ' && say('case.decisions.ask')}
      </p>
      <div className={classes.sides}>
        <Side name={ours} decisions={detail.decisions} none={say('case.decisions.notYet')} />
        <Side name={theirs} decisions={detail.partnerDecisions} none={say('case.decisions.notTold')} />
      </div>
    </CaseSection>
  );
}

function Side(props: {
  readonly name: string;
  readonly decisions: readonly DecisionBody[];
  readonly none: string;
}): ReactNode {
  const { say, formats } = useWords();
  const [newest, ...earlier] = props.decisions.toReversed();
  return (
    <div className={classes.side}>
      <h3>{props.name}</h3>
      {newest ? <DecisionView decision={newest} /> : <p className={classes.quiet}>{props.none}</p>}
      {earlier.length > 0 && (
        <details>
          <summary>{say('case.decisions.earlier', { count: formats.number(earlier.length) })}</summary>
          {earlier.map((decision) => (
            <DecisionView key={decision.decision} decision={decision} />
          ))}
        </details>
      )}
    </div>
  );
}
