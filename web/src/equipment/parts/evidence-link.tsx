import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { bringIntoView } from './use-pointed.ts';

/** Where the evidence of a configuration's page is found: `#evidence-…`. */
export const evidenceAnchor = (id: string): string => `evidence-${id}`;

/** To a place on a configuration's page; an older evaluation that is looked at stays. */
export function PlaceLink(props: {
  readonly configuration: string;
  /** The id of what is pointed at. */
  readonly place: string;
  readonly children: ReactNode;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
}): ReactNode {
  return (
    <Link
      to="/equipment/configurations/$id"
      params={{ id: props.configuration }}
      search
      hash={props.place}
      activeOptions={{ includeHash: true }}
      activeProps={{ 'aria-current': 'location' }}
      className={props.className ?? ''}
      title={props.title}
      // A link to where the address points already changes no address.
      onClick={() => bringIntoView(props.place)}
    >
      {props.children}
    </Link>
  );
}

/** From a number, a claim or an outcome to the evidence that it rests on. */
export function EvidenceLink(props: {
  readonly configuration: string;
  readonly evidence: string;
  readonly children: ReactNode;
  readonly title?: string;
}): ReactNode {
  const { configuration, evidence, children, title } = props;
  return (
    <PlaceLink configuration={configuration} place={evidenceAnchor(evidence)} title={title}>
      {children}
    </PlaceLink>
  );
}
