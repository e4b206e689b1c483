import { type ReactNode, useId } from 'react';
import classes from './case-page.module.css';

/** One part of a case, named for whoever jumps from heading to heading. */
export function CaseSection(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly tools?: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 id={id}>{props.title}</h2>
        {props.tools}
      </div>
      {props.children}
    </section>
  );
}
