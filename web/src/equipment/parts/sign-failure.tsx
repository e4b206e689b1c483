import type { ReactNode } from 'react';
import { NoSigningKey } from '../../app/signing-key.ts';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Failure } from '../../ui/failure.tsx';
import classes from './sign-failure.module.css';

/** Why nothing was signed, with the way out. */
export function SignFailure({ error }: { readonly error: unknown }): ReactNode {
  const { say } = useWords();
  if (!(error instanceof NoSigningKey)) return <Failure error={error} />;
  return (
    <div className={classes.notice} role="alert">
      <p>
        <strong>{say('review.decide.noKey')}</strong> {say('work.noKeyWay')}
      </p>
      <ButtonLink to="/account" size="compact-sm">
        {say('review.decide.toAccount')}
      </ButtonLink>
    </div>
  );
}
