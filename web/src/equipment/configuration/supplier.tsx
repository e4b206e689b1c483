import type { ConfigurationView, Kept } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import { OutcomeBadge } from '../parts/outcome-badge.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';
import { OwnershipChain } from './ownership-chain.tsx';

const RATING_TONE: Readonly<Record<'good' | 'mixed' | 'poor' | 'unknown', Tone>> = {
  good: 'good',
  mixed: 'attention',
  poor: 'bad',
  unknown: 'note',
};

/** Who makes it, judged apart from what it makes: qualification, record of performance, support, owners. */
export function Supplier({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say } = useWords();
  const { maker } = view;
  return (
    <ConfigurationSection id="supplier" title={say('configuration.supplier')}>
      {maker.kind === 'supplier' && <SupplierView maker={maker} view={view} />}
    </ConfigurationSection>
  );
}

function SupplierView({
  maker,
  view,
}: {
  readonly maker: Kept<'supplier'>;
  readonly view: ConfigurationView;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { body } = maker;
  const configuration = view.line.configuration;
  const isHere = (id: string | null): id is string => id !== null && view.evidence.some((one) => one.id === id);
  return (
    <>
      <p className={classes.gateHead}>
        <strong>{body.name}</strong>
        <span className={classes.quiet}>{body.roles.map((role) => say(`eq.role.${role}`)).join(' · ')}</span>
        <OutcomeBadge outcome={body.qualification} />
      </p>
      <p className={classes.answer}>{body.qualificationReasons[language]}</p>
      <h3>{say('configuration.ownership')}</h3>
      <div className={classes.sides}>
        {(['declared', 'found'] as const).map((basis) => (
          <OwnershipChain key={basis} basis={basis} maker={body.name} ownership={body.ownership} view={view} />
        ))}
      </div>
      <div className={classes.sides}>
        <div>
          <h3>{say('configuration.performance')}</h3>
          {body.performance.length === 0 && <p className={classes.unknown}>{say('configuration.performance.none')}</p>}
          <ul className={classes.plain}>
            {body.performance.map(({ text, rating, evidence }) => (
              <li key={text.en}>
                <Badge tone={RATING_TONE[rating]}>{say(`eq.rating.${rating}`)}</Badge>{' '}
                {isHere(evidence) ? (
                  <EvidenceLink configuration={configuration} evidence={evidence}>
                    {text[language]}
                  </EvidenceLink>
                ) : (
                  text[language]
                )}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{say('configuration.support')}</h3>
          {body.support === null ? (
            <p className={classes.unknown}>{say('configuration.support.none')}</p>
          ) : (
            <p>
              {body.support.text[language]}{' '}
              {body.support.untilAtLeast !== null &&
                say('configuration.support.until', { day: formats.day(body.support.untilAtLeast) })}
            </p>
          )}
        </div>
      </div>
      <p className={classes.small}>
        {say('configuration.version', { version: maker.version, by: maker.by, at: formats.moment(maker.at) })}
      </p>
    </>
  );
}
