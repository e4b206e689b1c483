import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useNow } from '../../ui/use-now.ts';
import { evidenceAnchor } from '../parts/evidence-link.tsx';
import { allKept } from '../parts/kept-as.ts';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';
import { EvidenceItem } from './evidence-item.tsx';

/** Everything that numbers and outcomes on this page rest on, the newest first. */
export function EvidenceList(props: { readonly view: ConfigurationView; readonly pointed: string }): ReactNode {
  const { say } = useWords();
  const now = useNow(60_000);
  const { view, pointed } = props;
  const evidence = allKept('evidence', view.evidence).toSorted((a, b) => b.body.issuedAt - a.body.issuedAt);
  return (
    <ConfigurationSection id="evidence" title={say('configuration.evidence')} lead={say('configuration.evidence.lead')}>
      {evidence.length === 0 && <p className={classes.unknown}>{say('configuration.evidence.none')}</p>}
      {evidence.map((record) => (
        <EvidenceItem
          key={record.id}
          record={record}
          all={evidence}
          view={view}
          now={now}
          isPointed={pointed === evidenceAnchor(record.id)}
        />
      ))}
    </ConfigurationSection>
  );
}
