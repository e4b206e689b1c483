import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Empty } from '../ui/empty.tsx';

/** Of a page that is about somebody, when nobody is signed in. */
export function NotSignedIn({ to }: { readonly to: string }): ReactNode {
  const { say } = useWords();
  return (
    <Empty title={say('people.signIn.title')}>
      <ButtonLink to="/sign-in" search={{ to }}>
        {say('people.signIn.enter')}
      </ButtonLink>
    </Empty>
  );
}
