import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';
import { PersonInput } from './person-input.tsx';
import type { TrySignIn } from './sign-in-page.tsx';

/** Fewest characters of a password; the server asks for as many. */
const SHORTEST = 15;

/** A password of one's own, for a one-time code: of an administrator, or of `garita init` for the first account. */
export function RedeemForm(props: {
  readonly first?: boolean;
  readonly busy: boolean;
  readonly attempt: TrySignIn;
  readonly onBack?: () => void;
}): ReactNode {
  const { say } = useWords();
  const [code, setCode] = useState('');
  const [person, setPerson] = useState('');
  const [password, setPassword] = useState('');
  const short = password.length > 0 && password.length < SHORTEST;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const body = { code: code.trim(), person: person.trim(), password };
        void props.attempt({ path: '/api/v1/session/invitation', body });
      }}
    >
      <h2>{say(props.first ? 'people.first.title' : 'people.invitation.title')}</h2>
      <p className={classes.hint}>{say(props.first ? 'people.first.lead' : 'people.invitation.lead')}</p>
      <TextInput
        label={say('people.invitation.code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={64}
        required
        withAsterisk={false}
      />
      <PersonInput
        label={say(props.first ? 'people.first.person' : 'people.invitation.person')}
        value={person}
        onChange={setPerson}
      />
      <PasswordInput
        label={say('people.invitation.password')}
        description={
          short
            ? say('people.invitation.passwordShort', { count: password.length })
            : say('people.invitation.passwordHint')
        }
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        minLength={SHORTEST}
        maxLength={128}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={props.busy}>
        {say(props.first ? 'people.first.enter' : 'people.invitation.enter')}
      </Button>
      {props.onBack && (
        <Button variant="subtle" size="compact-sm" onClick={props.onBack}>
          {say('people.signIn.haveAccount')}
        </Button>
      )}
    </form>
  );
}
