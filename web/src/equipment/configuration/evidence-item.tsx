import type { ConfigurationView, Kept } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Hash } from '../../ui/hash.tsx';
import { DocumentLink } from '../parts/document-link.tsx';
import { EvidenceLink, evidenceAnchor } from '../parts/evidence-link.tsx';
import classes from './evidence.module.css';
import { EvidenceResults } from './evidence-results.tsx';

type Evidence = Kept<'evidence'>;

/** A piece of evidence: whose, of when, what it claims, what speaks against it, and every result in it. */
export function EvidenceItem(props: {
  readonly record: Evidence;
  readonly all: readonly Evidence[];
  readonly view: ConfigurationView;
  readonly now: number;
  readonly isPointed: boolean;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { record, all, view, now, isPointed } = props;
  const { body } = record;
  const laboratory = view.laboratories.find(({ id }) => id === body.laboratory);
  const against = all.filter(({ body: other }) => other.counters.includes(record.id));
  const isOver = body.validUntil !== null && body.validUntil < now;
  const link = (id: string) => (
    <EvidenceLink key={id} configuration={view.line.configuration} evidence={id}>
      {all.find((one) => one.id === id)?.body.title[language] ?? id}
    </EvidenceLink>
  );
  return (
    <article
      id={evidenceAnchor(record.id)}
      className={classes.evidence}
      data-pointed={isPointed || undefined}
      aria-labelledby={`${evidenceAnchor(record.id)}-title`}
    >
      <header>
        <h3 id={`${evidenceAnchor(record.id)}-title`}>{body.title[language]}</h3>
        <span className={classes.quiet}>{say(`eq.evidence.${body.type}`)}</span>
        <Badge tone={body.confidence === 'low' ? 'attention' : 'quiet'}>
          {say(`eq.confidence.${body.confidence}`)}
        </Badge>
        {isOver && <Badge tone="bad">{say('configuration.evidence.over')}</Badge>}
        {against.length > 0 && <Badge tone="bad">{say('configuration.evidence.contradicted')}</Badge>}
      </header>
      <p className={classes.quiet}>
        {[
          body.issuer,
          ...(laboratory?.kind === 'laboratory'
            ? [
                laboratory.body.accreditation === null
                  ? laboratory.body.name
                  : `${laboratory.body.name} (${laboratory.body.accreditation})`,
              ]
            : []),
          say('configuration.evidence.issued', { day: formats.day(body.issuedAt) }),
          ...(body.validUntil === null
            ? []
            : [say('configuration.evidence.until', { day: formats.day(body.validUntil) })]),
          ...(body.testers.length === 0
            ? []
            : [say('configuration.evidence.testers', { people: formats.list(body.testers) })]),
        ].join(' · ')}
      </p>
      {body.claims.length > 0 && (
        <ul className={classes.claims}>
          {body.claims.map((claim) => (
            <li key={claim.en}>{claim[language]}</li>
          ))}
        </ul>
      )}
      {against.length > 0 && (
        <p className={classes.against}>
          {say('configuration.evidence.against')} {against.map(({ id }) => link(id))}
        </p>
      )}
      {body.counters.length > 0 && (
        <p className={classes.against}>
          {say('configuration.evidence.counters')} {body.counters.map(link)}
        </p>
      )}
      {body.confidenceReason[language] !== '' && (
        <p className={classes.quiet}>
          {say('configuration.evidence.confidence', { reason: body.confidenceReason[language] })}
        </p>
      )}
      {body.results.length > 0 && <EvidenceResults record={record} />}
      <p className={classes.proof}>
        {body.document === null ? (
          <span className={classes.unknown}>{say('configuration.evidence.noDocument')}</span>
        ) : (
          <DocumentLink of={body.document} />
        )}
        <span>
          {say('configuration.version', { version: record.version, by: record.by, at: formats.moment(record.at) })}
          {' · '}
          <Hash value={record.hash} />
          {' · '}
          <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(record.logIndex) })}</Link>
        </span>
      </p>
    </article>
  );
}
