import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type PlainKey, useWords } from '../../i18n/language.tsx';
import { SigningCount } from '../signing/signing-count.tsx';
import classes from './parts.module.css';

type Tab = '/equipment' | '/equipment/installed' | '/equipment/calendar' | '/equipment/devices' | '/equipment/signing';

/** The pages about equipment, in the order of the tabs. */
const TABS: readonly { readonly to: Tab; readonly word: PlainKey }[] = [
  { to: '/equipment', word: 'register.tab' },
  { to: '/equipment/installed', word: 'installed.tab' },
  { to: '/equipment/calendar', word: 'calendar.tab' },
  { to: '/equipment/devices', word: 'equipment.tab' },
  { to: '/equipment/signing', word: 'signing.nav' },
];

/** From one page about equipment to the others. */
export function EquipmentTabs(): ReactNode {
  const { say } = useWords();
  return (
    <nav className={classes.tabs} aria-label={say('register.tabs')}>
      {TABS.map(({ to, word }) => (
        <Link key={to} to={to} className={classes.tab ?? ''} activeOptions={{ exact: true, includeSearch: false }}>
          {say(word)}
          {to === '/equipment/signing' && <SigningCount />}
        </Link>
      ))}
    </nav>
  );
}
