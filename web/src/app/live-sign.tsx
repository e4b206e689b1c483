import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useIsLive } from './events.ts';
import classes from './shell.module.css';

/** Whether what is on screen follows what happens. */
export function LiveSign(): ReactNode {
  const { say } = useWords();
  const live = useIsLive();
  return (
    <span className={classes.live} data-live={live} role="status">
      {say(live ? 'app.live' : 'app.reconnecting')}
    </span>
  );
}
