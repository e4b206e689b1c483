import type { ReactNode } from 'react';
import classes from './configuration.module.css';

/** One part of the page, that an address can point at. */
export function ConfigurationSection(props: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { id, title, lead, tools, children } = props;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 id={`${id}-title`}>{title}</h2>
        {tools}
      </div>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {children}
    </section>
  );
}
