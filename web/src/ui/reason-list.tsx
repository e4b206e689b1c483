import type { ReasonBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './reason-list.module.css';
import { useCodeWords } from './use-code-words.ts';

/** All reasons of a refusal: what each says, what the signed list adds, what to do about it, and the particulars. */
export function ReasonList({ reasons }: { readonly reasons: readonly ReasonBody[] }): ReactNode {
  const { language } = useWords();
  const wordsOf = useCodeWords();
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => {
        const words = wordsOf(reason.code);
        return (
          <li key={`${reason.code} ${reason.object} ${reason.detail}`}>
            <strong>{words?.says ?? reason.code}</strong>
            {reason.notice?.map((notice) => (
              <p key={notice.code}>{notice[language]}</p>
            ))}
            {words && <p>{words.wayOut}</p>}
            <p className={classes.detail}>
              <code>{reason.code}</code> {reason.detail}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
