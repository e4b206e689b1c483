import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { evidenceAnchor } from '../parts/evidence-link.tsx';
import { allKept } from '../parts/kept-as.ts';

/** `[3]`: the number of a piece of evidence in the briefing's list, and the way to it. */
export function EvidenceNumbers(props: {
  readonly view: ConfigurationView;
  readonly ids: readonly string[];
}): ReactNode {
  const { language } = useWords();
  const evidence = allKept('evidence', props.view.evidence);
  return props.ids.flatMap((id, place) => {
    const at = evidence.findIndex((one) => one.id === id);
    const record = evidence[at];
    return record
      ? [
          place > 0 && ' ',
          <a key={id} href={`#${evidenceAnchor(id)}`} title={record.body.title[language]}>
            [{at + 1}]
          </a>,
        ]
      : [];
  });
}
