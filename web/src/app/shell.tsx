import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconKeyboard, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useCommands } from './commands.tsx';
import { GuideStrip } from './guide-strip.tsx';
import { LiveSign } from './live-sign.tsx';
import { PageBar } from './page-bar.tsx';
import { PAGES } from './pages.ts';
import { useSession } from './session.tsx';
import classes from './shell.module.css';
import { useSignOut } from './sign-out.ts';
import { chooseScheme, useScheme } from './use-scheme.ts';

const ShortcutSheet = lazy(() => import('./shortcut-sheet.tsx').then((module) => ({ default: module.ShortcutSheet })));
const Outbox = lazy(() => import('../review/outbox-sign.tsx').then((module) => ({ default: module.OutboxSign })));

const Signing = lazy(() =>
  import('../equipment/signing/signing-sign.tsx').then((module) => ({ default: module.SigningSign })),
);

/** What stands around every page: where one is, where one can go, who one is, and whether events come in. */
export function Shell(): ReactNode {
  const session = useSession();
  const { say, language, choose } = useWords();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [keysShown, setKeysShown] = useState(false);
  const scheme = useScheme(pathname);
  const signOut = useSignOut();
  const pages = PAGES.filter(({ roles }) => session.person !== null && (roles.length === 0 || session.has(...roles)));
  const other = language === 'es' ? 'en' : 'es';
  const go = (to: (typeof PAGES)[number]['to']) => () => void navigate({ to });
  useCommands({
    help: () => setKeysShown(true),
    language: () => choose(other),
    ...Object.fromEntries(pages.map(({ command, to }) => [command, go(to)])),
  });
  // The image has the whole screen; its page draws its own head.
  const bare = pathname.startsWith('/desk/');
  return (
    <div className={classes.shell} data-bare={bare || undefined}>
      <a className={classes.skip} href="#content">
        {say('app.skip')}
      </a>
      <header className={classes.head}>
        <Link to="/" className={classes.brand}>
          <img src="/garita.svg" alt="" width="24" height="24" />
          <span>Garita</span>
          <span className={classes.agency}>{session.name[language]}</span>
        </Link>
        <PageBar pages={pages} />
        <div className={classes.tools}>
          <Suspense>
            <Outbox />
          </Suspense>
          <Suspense>{session.has('equipment-authority') && <Signing />}</Suspense>
          {session.person !== null && <LiveSign />}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => choose(other)}
            title={`${say('app.languageHint')} (I)`}
            lang={other}
            aria-label={`${other.toUpperCase()}: ${say('app.language')}`}
          >
            {other.toUpperCase()}
          </Button>
          <ActionIcon
            variant="subtle"
            onClick={() => chooseScheme(scheme === 'dark' ? 'light' : 'dark')}
            aria-label={say(scheme === 'dark' ? 'app.scheme.light' : 'app.scheme.dark')}
            title={say(scheme === 'dark' ? 'app.scheme.light' : 'app.scheme.dark')}
          >
            {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            onClick={() => setKeysShown(true)}
            aria-label={say('app.shortcuts')}
            title={`${say('app.shortcuts')} (?)`}
          >
            <IconKeyboard size={18} aria-hidden />
          </ActionIcon>
          {session.person === null ? (
            pathname !== '/sign-in' && (
              <Button size="compact-sm" component={Link} to="/sign-in">
                {say('app.signIn')}
              </Button>
            )
          ) : (
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  size="compact-sm"
                  variant="default"
                  className={classes.person ?? ''}
                  leftSection={<IconUser size={16} aria-hidden />}
                >
                  <span className={classes.name}>{session.displayName ?? session.person}</span>
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{session.roles.map((role) => say(`role.${role}`)).join(' · ')}</Menu.Label>
                <Menu.Item component={Link} to="/account">
                  {say('app.account')}
                </Menu.Item>
                <Menu.Item onClick={() => void signOut()}>{say('app.signOut')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      </header>
      {session.sample && <p className={classes.sample}>{say('app.sample')}</p>}
      <GuideStrip />
      <main id="content" className={classes.content} tabIndex={-1}>
        <Outlet />
      </main>
      {keysShown && (
        <Suspense>
          <ShortcutSheet onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </div>
  );
}
