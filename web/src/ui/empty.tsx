import type { ReactNode } from 'react';
import classes from './ui.module.css';

/** Nothing to show: why, and what to do about it. */
export function Empty(props: {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={classes.empty}>
      <strong>{props.title}</strong>
      {props.text !== undefined && <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
