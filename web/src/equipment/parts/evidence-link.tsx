import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Where the evidence of a configuration's page is found: `#evidence-…`. */
export const evidenceAnchor = (id: string): string => `evidence-${id}`;

/** From a number, a claim or an outcome to the evidence that it rests on. */
export function EvidenceLink(props: {
  readonly configuration: string;
  readonly evidence: string;
  readonly children: ReactNode;
  readonly title?: string;
}): ReactNode {
  return (
    <Link
      to="/equipment/configurations/$id"
      params={{ id: props.configuration }}
      search
      hash={evidenceAnchor(props.evidence)}
      resetScroll={false}
      title={props.title}
    >
      {props.children}
    </Link>
  );
}
