import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { DocumentLink } from '../parts/document-link.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** Every file that is kept about it, each once, by its hash. */
export function DocumentList({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language } = useWords();
  const documents = new Map(
    view.evidence.flatMap((record) =>
      record.kind === 'evidence' && record.body.document
        ? [[record.body.document.sha256, { record, document: record.body.document }] as const]
        : [],
    ),
  );
  return (
    <ConfigurationSection
      id="documents"
      title={say('configuration.documents')}
      lead={say('configuration.documents.lead')}
    >
      {documents.size === 0 && <p className={classes.quiet}>{say('configuration.documents.none')}</p>}
      <ul className={classes.plain}>
        {[...documents.values()].map(({ record, document }) => (
          <li key={document.sha256}>
            <DocumentLink of={document} />{' '}
            <EvidenceLink configuration={view.line.configuration} evidence={record.id}>
              {record.body.title[language]}
            </EvidenceLink>
          </li>
        ))}
      </ul>
    </ConfigurationSection>
  );
}
