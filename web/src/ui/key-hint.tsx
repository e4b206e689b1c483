import type { ReactNode } from 'react';
import { type KeyCommand, keysOf } from '../app/key-table.ts';
import classes from './ui.module.css';

const SHOWN: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '⏎',
  Backspace: '⌫',
};

/** The first key of a command, as on a keyboard. */
export function KeyHint({ of, all }: { readonly of: KeyCommand; readonly all?: boolean }): ReactNode {
  const keys = keysOf(of);
  return (
    <span className={classes.keys} aria-hidden>
      {(all ? keys : keys.slice(0, 1)).map((key) => (
        <kbd key={key}>
          {key
            .split('+')
            .map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part))
            .join(key === '+' ? '+' : ' ')}
        </kbd>
      ))}
    </span>
  );
}
