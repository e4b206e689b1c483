import { type RoleBody, role } from '@garita/api';
import { Checkbox, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';

/** What somebody is to be, each with what it may do. */
export function RolesField(props: {
  readonly value: readonly RoleBody[];
  readonly onChange: (roles: RoleBody[]) => void;
}): ReactNode {
  const { say } = useWords();
  return (
    <Checkbox.Group
      label={say('people.accounts.roles')}
      value={[...props.value]}
      onChange={(chosen) => props.onChange(role.options.filter((one) => chosen.includes(one)))}
      error={props.value.length === 0 ? say('people.accounts.rolesNone') : undefined}
    >
      <Stack gap={6} mt={6}>
        {role.options.map((one) => (
          <Checkbox key={one} value={one} label={say(`role.${one}`)} description={say(`people.can.${one}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
