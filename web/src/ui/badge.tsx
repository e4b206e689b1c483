import type { ReactNode } from 'react';
import classes from './ui.module.css';

export type Tone = 'good' | 'bad' | 'attention' | 'note' | 'quiet';

/** A state in a word; the tone never says anything the word does not. */
export function Badge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
