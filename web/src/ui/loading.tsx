import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './ui.module.css';

export function Loading(): ReactNode {
  const { say } = useWords();
  return (
    <div className={classes.centre} role="status">
      <Loader size="sm" aria-hidden />
      <span className={classes.quiet}>{say('app.loading')}</span>
    </div>
  );
}
