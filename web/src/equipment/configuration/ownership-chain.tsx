import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import classes from './configuration.module.css';
import { type Owner, type OwnerStep, ownershipChain } from './ownership.ts';

/** From the maker to the ultimate parent, as one side says it; what nobody knows is said, too. */
export function OwnershipChain(props: {
  readonly basis: Owner['basis'];
  readonly maker: string;
  readonly ownership: readonly Owner[];
  readonly view: ConfigurationView;
}): ReactNode {
  const { say } = useWords();
  const { basis, maker, ownership, view } = props;
  const chain = ownershipChain(ownership, basis);
  return (
    <div>
      <h4>{say(`configuration.ownership.${basis}`)}</h4>
      {chain.length === 0 ? (
        <p className={classes.unknown}>{say(`configuration.ownership.none.${basis}`)}</p>
      ) : (
        <ol className={classes.chain}>
          <li>{maker}</li>
          {chain.map((step) => (
            <Step key={step.owner} step={step} view={view} />
          ))}
          {!chain.some(({ ultimate }) => ultimate) && (
            <li className={classes.unknown}>{say('configuration.ownership.open')}</li>
          )}
        </ol>
      )}
    </div>
  );
}

function Step({ step, view }: { readonly step: OwnerStep; readonly view: ConfigurationView }): ReactNode {
  const { say, formats } = useWords();
  const { basis, differs, evidence, percent, stateControl } = step;
  const share =
    percent === null
      ? say('configuration.ownership.noShare')
      : say('configuration.ownership.share', { percent: formats.percent(percent / 100) });
  return (
    <li>
      <span className={percent === null ? classes.unknown : classes.quiet}>{share}</span>
      <strong>{step.owner}</strong>
      <span className={classes.badges}>
        {step.ultimate && <Badge tone="note">{say('configuration.ownership.ultimate')}</Badge>}
        <Badge tone={stateControl === 'yes' ? 'attention' : stateControl === 'unknown' ? 'note' : 'quiet'}>
          {say(`configuration.ownership.state.${stateControl}`)}
        </Badge>
        {differs.map((what) => (
          <Badge key={what} tone="bad">
            {what === 'missing'
              ? say(basis === 'found' ? 'configuration.ownership.undeclared' : 'configuration.ownership.notFound')
              : say(`configuration.ownership.differs.${what}`)}
          </Badge>
        ))}
      </span>
      <small>
        {evidence !== null && view.evidence.some(({ id }) => id === evidence) ? (
          <EvidenceLink configuration={view.line.configuration} evidence={evidence}>
            {say('configuration.ownership.evidence')}
          </EvidenceLink>
        ) : (
          evidence === null && say('configuration.ownership.noEvidence')
        )}
        {' · '}
        {formats.day(step.at)}
      </small>
    </li>
  );
}
