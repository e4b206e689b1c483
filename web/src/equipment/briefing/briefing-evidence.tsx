import type { ConfigurationView, Kept } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';
import { DocumentLink } from '../parts/document-link.tsx';
import { EvidenceLink, evidenceAnchor } from '../parts/evidence-link.tsx';
import { allKept } from '../parts/kept-as.ts';
import classes from './briefing.module.css';
import { EvidenceNumbers } from './evidence-numbers.tsx';

/** All evidence, numbered: what it is, whose, when, how far it is believed, and the document by its hash. */
export function BriefingEvidence({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say } = useWords();
  const evidence = allKept('evidence', view.evidence);
  return (
    <section>
      <h2>{say('briefing.evidence')}</h2>
      {evidence.length === 0 ? (
        <p>{say('briefing.noEvidence')}</p>
      ) : (
        <ol className={classes.evidence}>
          {evidence.map((record) => (
            <Item key={record.id} record={record} view={view} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Item({ record, view }: { readonly record: Kept<'evidence'>; readonly view: ConfigurationView }): ReactNode {
  const { say, formats, language } = useWords();
  const { body } = record;
  const counteredBy = allKept('evidence', view.evidence).filter((one) => one.body.counters.includes(record.id));
  return (
    <li id={evidenceAnchor(record.id)}>
      <EvidenceLink configuration={view.line.configuration} evidence={record.id}>
        {body.title[language]}
      </EvidenceLink>
      . {say(`eq.evidence.${body.type}`)}, {body.issuer}, {formats.day(body.issuedAt)}
      {body.validUntil !== null && `, ${say('briefing.untilDay', { day: formats.day(body.validUntil) })}`}.{' '}
      {say(`eq.confidence.${body.confidence}`)}: {body.confidenceReason[language]}{' '}
      {counteredBy.length > 0 && (
        <strong>
          {say('work.counteredBy')} <EvidenceNumbers view={view} ids={counteredBy.map(({ id }) => id)} />
        </strong>
      )}
      <br />
      {body.document ? <DocumentLink of={body.document} /> : <em>{say('briefing.noDocument')}</em>}{' '}
      <small>
        {say('briefing.recordOf')} <Hash value={record.hash} />
      </small>
    </li>
  );
}
