import type { ReasonBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { explainCode } from './explain-code.ts';
import classes from './reason-list.module.css';

/** All reasons of a refusal: what each says, what the signed list adds, what to do about it, and the particulars. */
export function ReasonList({ reasons }: { readonly reasons: readonly ReasonBody[] }): ReactNode {
  const { language } = useWords();
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason) => {
        const { says, wayOut } = explainCode(reason.code, language);
        return (
          <li key={`${reason.code} ${reason.object} ${reason.detail}`}>
            <strong>{says}</strong>
            {reason.notice?.map((notice) => (
              <p key={notice.code}>{notice[language]}</p>
            ))}
            {wayOut !== '' && <p>{wayOut}</p>}
            <p className={classes.detail}>
              <code>{reason.code}</code> {reason.detail}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
