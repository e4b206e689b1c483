import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeySection } from './key-section.tsx';
import { LookSection } from './look-section.tsx';
import { NotSignedIn } from './not-signed-in.tsx';
import classes from './people.module.css';

/** Who I am here, with what I sign, and how I want to see things. */
export function AccountPage(): ReactNode {
  const { say, language, formats } = useWords();
  const { person, displayName, roles, name, expiresAt } = useSession();
  if (person === null) return <NotSignedIn to="/account" />;
  return (
    <>
      <PageHead title={say('people.account.title')} />
      <div className={classes.sections}>
        <section aria-labelledby="who">
          <h2 id="who">{say('people.account.who')}</h2>
          <dl className={classes.facts}>
            <dt>{say('people.account.name')}</dt>
            <dd>{displayName ?? person}</dd>
            <dt>{say('people.account.person')}</dt>
            <dd>
              <code>{person}</code>
            </dd>
            <dt>{say('people.account.roles')}</dt>
            <dd>{formats.list(roles.map((role) => say(`role.${role}`)))}</dd>
            <dt>{say('people.account.agency')}</dt>
            <dd>{name[language]}</dd>
            {expiresAt !== null && (
              <>
                <dt>{say('people.account.until')}</dt>
                <dd>{formats.moment(expiresAt)}</dd>
              </>
            )}
          </dl>
        </section>
        <LookSection />
        <KeySection person={person} />
      </div>
    </>
  );
}
