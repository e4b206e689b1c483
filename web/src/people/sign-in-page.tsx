import { type SessionBody, session as sessionSchema } from '@garita/api';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { DemoPeople } from './demo-people.tsx';
import { firstPage, ownPath } from './first-page.ts';
import { PasswordForm } from './password-form.tsx';
import classes from './people.module.css';
import { RedeemForm } from './redeem-form.tsx';

/** One attempt: where to ask, and with what. */
export interface SignInAttempt {
  readonly path: '/api/v1/session' | '/api/v1/session/demo' | '/api/v1/session/invitation';
  readonly body: Readonly<Record<string, string>>;
}
export type TrySignIn = (attempt: SignInAttempt) => Promise<void>;

export function SignInPage(): ReactNode {
  const { say, language } = useWords();
  const session = useSession();
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [redeeming, setRedeeming] = useState(false);
  const { demoAccounts, firstAccount, person, displayName } = session;

  const attempt: TrySignIn = async ({ path, body }) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer: SessionBody = await api.post(path, body, sessionSchema);
      await session.renew();
      router.history.push(ownPath(to) ?? firstPage(answer.roles));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const isDemo = demoAccounts.length > 0;
  const own = redeeming ? (
    <RedeemForm busy={busy} attempt={attempt} onBack={() => setRedeeming(false)} />
  ) : (
    <PasswordForm busy={busy} attempt={attempt} onCode={() => setRedeeming(true)} />
  );
  return (
    <div className={classes.signIn} data-demo={isDemo || undefined}>
      <h1>{isDemo ? say('people.signIn.demoTitle') : say('people.signIn.to', { agency: session.name[language] })}</h1>
      {isDemo && <p className={classes.lead}>{say('people.signIn.demoLead')}</p>}
      {person !== null && (
        <p className={classes.lead}>{say('people.signIn.already', { name: displayName ?? person })}</p>
      )}
      {person === null && to !== undefined && !isDemo && <p className={classes.lead}>{say('people.signIn.ended')}</p>}
      {failure !== undefined && <Failure error={failure} />}
      {isDemo && <DemoPeople accounts={demoAccounts} busy={busy} attempt={attempt} />}
      {firstAccount && !isDemo && <RedeemForm first busy={busy} attempt={attempt} />}
      {!isDemo && !firstAccount && own}
      {isDemo && (
        <details className={classes.own}>
          <summary>{say('people.signIn.own')}</summary>
          {own}
        </details>
      )}
    </div>
  );
}
