import type { DemoAccount } from '@garita/api';
import { UnstyledButton } from '@mantine/core';
import {
  IconArrowsExchange,
  IconClipboardCheck,
  IconEye,
  IconGavel,
  IconListSearch,
  IconMap2,
  IconScale,
  IconUserCog,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';
import type { TrySignIn } from './sign-in-page.tsx';

const ICON = {
  analyst: IconListSearch,
  supervisor: IconEye,
  'exchange-officer': IconArrowsExchange,
  'equipment-authority': IconClipboardCheck,
  evaluator: IconScale,
  auditor: IconGavel,
  official: IconMap2,
  administrator: IconUserCog,
} as const;

/** Of a demonstration: everybody one may be, one click away, with what each may do. */
export function DemoPeople(props: {
  readonly accounts: readonly DemoAccount[];
  readonly busy: boolean;
  readonly attempt: TrySignIn;
}): ReactNode {
  const { say, language } = useWords();
  return (
    <ul className={classes.demo}>
      {props.accounts.map(({ person, name, roles }) => {
        const [role] = roles;
        const Icon = ICON[role ?? 'official'];
        return (
          <li key={person}>
            <UnstyledButton
              className={classes.demoPerson}
              data-demo-account={person}
              disabled={props.busy}
              onClick={() => void props.attempt({ path: '/api/v1/session/demo', body: { person } })}
            >
              <Icon size={28} stroke={1.5} aria-hidden />
              <span>
                <strong>{name[language]}</strong>
                {role && <span className={classes.can}>{say(`people.can.${role}`)}</span>}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
