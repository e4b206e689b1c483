import type { ReactNode } from 'react';
import classes from './ui.module.css';

/** A page's title, what it is for in a sentence, and what can be done with the whole of it. */
export function PageHead(props: {
  readonly title: string;
  readonly lead?: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <header className={classes.pageHead}>
      <div>
        <h1>{props.title}</h1>
        {props.lead !== undefined && <p>{props.lead}</p>}
      </div>
      {props.children !== undefined && <div className={classes.pageActions}>{props.children}</div>}
    </header>
  );
}
