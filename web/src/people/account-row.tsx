import type { AccountBody } from '@garita/api';
import { Button, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import classes from './people.module.css';

export function AccountRow(props: {
  readonly account: AccountBody;
  readonly isMe: boolean;
  readonly onChange: (() => void) | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { person, displayName, roles, createdAt, createdBy, disabledAt, active } = props.account;
  const state = disabledAt !== null ? 'disabled' : active ? 'active' : 'invited';
  const tone = { disabled: 'bad', active: 'good', invited: 'attention' } as const;
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{displayName}</strong>
        {props.isMe && ` (${say('people.accounts.you')})`}
        <br />
        <code>{person}</code>
      </Table.Td>
      <Table.Td>
        <span className={classes.rolesCell}>
          {roles.map((role) => (
            <Badge key={role} tone="quiet">
              {say(`role.${role}`)}
            </Badge>
          ))}
        </span>
      </Table.Td>
      <Table.Td>
        <Badge tone={tone[state]}>{say(`people.accounts.state.${state}`)}</Badge>
      </Table.Td>
      <Table.Td>{say('people.accounts.createdBy', { day: formats.day(createdAt), by: createdBy })}</Table.Td>
      <Table.Td>
        {props.onChange && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={props.onChange}
            aria-label={say('people.accounts.change', { name: displayName })}
          >
            {say('people.accounts.changeShort')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
