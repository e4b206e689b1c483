import { Button, Code } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../app/api.ts';
import { type Language, type Say, useWords } from '../i18n/language.tsx';
import classes from './ui.module.css';

export interface FailureText {
  readonly message: string;
  readonly wayOut: string;
  readonly code: string;
  readonly detail: string;
}

/** A failure in words: what happened, the way out, and the code to tell somebody. */
export function failureText(error: unknown, say: Say, language: Language): FailureText {
  if (!(error instanceof ApiError)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { message: say('app.error.unknown'), wayOut: say('app.error.unknownWay'), code: 'PAGE', detail };
  }
  const { code, message: detail, words } = error;
  if (words) return { message: words.message[language], wayOut: words.wayOut[language], code, detail };
  if (code === 'UNREACHABLE')
    return { message: say('app.error.unreachable'), wayOut: say('app.error.unreachableWay'), code, detail };
  return { message: say('app.error.answer'), wayOut: say('app.error.answerWay'), code, detail };
}

export function Failure({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}): ReactNode {
  const { say, language } = useWords();
  const { message, wayOut, code, detail } = failureText(error, say, language);
  return (
    <div className={classes.failure} role="alert">
      <strong>{message}</strong>
      <p>{wayOut}</p>
      <details>
        <summary>
          <Code>{code}</Code>
        </summary>
        <span className={classes.quiet}>{detail}</span>
      </details>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          {say('app.error.retry')}
        </Button>
      )}
    </div>
  );
}
