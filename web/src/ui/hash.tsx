import { CopyButton, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './ui.module.css';

/** A hash, short for the eye, whole on paper and one click away. */
export function Hash({ value, characters = 12 }: { readonly value: string; readonly characters?: number }): ReactNode {
  const { say } = useWords();
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <UnstyledButton
          className={classes.hash}
          __vars={{ '--hash-width': `${characters + 2}ch` }}
          onClick={copy}
          title={value}
          aria-label={copied ? say('app.copied') : `${say('app.copy')} ${value}`}
        >
          {copied ? say('app.copied') : value}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
