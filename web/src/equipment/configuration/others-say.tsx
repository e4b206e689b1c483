import type { ConfigurationView, Kept } from '@garita/api';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { DocumentLink } from '../parts/document-link.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import { allKept } from '../parts/kept-as.ts';
import classes from './others-say.module.css';

type Assertion = Kept<'assertion'>;

const TONE: Readonly<Record<Assertion['body']['standing'], Tone>> = {
  'not-verified': 'attention',
  supported: 'good',
  contradicted: 'bad',
};

/** What parties say about it or its maker: beside the evaluation, never inside it. */
export function OthersSay({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const assertions = allKept('assertion', view.assertions).toSorted((a, b) => b.body.saidAt - a.body.saidAt);
  return (
    <aside id="others" aria-labelledby="others-title" className={classes.others}>
      <h2 id="others-title">{say('configuration.others')}</h2>
      <p className={classes.quiet}>{say('configuration.others.lead')}</p>
      {assertions.length === 0 && <p className={classes.quiet}>{say('configuration.others.none')}</p>}
      {session.has('evaluator', 'equipment-authority') && (
        <ButtonLink
          size="xs"
          variant="default"
          to="/equipment/new"
          search={{ kind: 'assertion', aboutKind: 'configuration', about: view.line.configuration }}
        >
          {say('configuration.do.say')}
        </ButtonLink>
      )}
      {assertions.map((assertion) => (
        <Said key={assertion.id} assertion={assertion} view={view} />
      ))}
    </aside>
  );
}

function Said({ assertion, view }: { readonly assertion: Assertion; readonly view: ConfigurationView }): ReactNode {
  const { say, language, formats } = useWords();
  const { body } = assertion;
  return (
    <figure className={classes.said}>
      <blockquote>{body.text[language]}</blockquote>
      <figcaption>
        <strong>{body.party}</strong>
        {` · ${say(`eq.party.${body.partyKind}`)} · ${formats.day(body.saidAt)} · ${body.source} · `}
        {say(body.about.kind === 'supplier' ? 'configuration.others.supplier' : 'configuration.others.configuration')}
        <p>
          <Badge tone={TONE[body.standing]}>{say(`eq.standing.${body.standing}`)}</Badge>{' '}
          {body.standingReasons?.[language]}{' '}
          {body.evidence.map((id) => {
            const record = view.evidence.find((one) => one.id === id);
            return (
              record?.kind === 'evidence' && (
                <EvidenceLink key={id} configuration={view.line.configuration} evidence={id}>
                  {record.body.title[language]}
                </EvidenceLink>
              )
            );
          })}
        </p>
        {body.document && <DocumentLink of={body.document} />}
      </figcaption>
    </figure>
  );
}
