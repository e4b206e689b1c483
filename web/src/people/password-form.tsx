import { Button, PasswordInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';
import { PersonInput } from './person-input.tsx';
import type { TrySignIn } from './sign-in-page.tsx';

/** User and password. */
export function PasswordForm(props: {
  readonly busy: boolean;
  readonly attempt: TrySignIn;
  readonly onCode: () => void;
}): ReactNode {
  const { say } = useWords();
  const [person, setPerson] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void props.attempt({ path: '/api/v1/session', body: { person: person.trim(), password } });
      }}
    >
      <PersonInput label={say('people.signIn.person')} value={person} onChange={setPerson} />
      <PasswordInput
        label={say('people.signIn.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        maxLength={128}
        required
        withAsterisk={false}
      />
      <Button type="submit" loading={props.busy}>
        {say('people.signIn.enter')}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={props.onCode}>
        {say('people.signIn.haveCode')}
      </Button>
      <p className={classes.hint}>{say('people.signIn.forgotten')}</p>
    </form>
  );
}
