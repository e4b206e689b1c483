import { type AccountInvited, accountInvited, type RoleBody } from '@garita/api';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { RolesField } from './roles-field.tsx';

/** A new account: its person chooses the password with a one-time code. */
export function InviteForm(props: {
  readonly onClose: () => void;
  readonly onInvited: (invited: AccountInvited) => void;
}): ReactNode {
  const { say } = useWords();
  const [person, setPerson] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [roles, setRoles] = useState<RoleBody[]>(['analyst']);
  const invite = useMutation({
    mutationFn: () =>
      api.post('/api/v1/accounts', { person: person.trim(), displayName: displayName.trim(), roles }, accountInvited),
    onSuccess: props.onInvited,
  });
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={say('people.accounts.invite')}
      closeButtonProps={{ 'aria-label': say('app.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (roles.length > 0) invite.mutate();
        }}
      >
        <Stack>
          {invite.error && <Failure error={invite.error} />}
          <TextInput
            label={say('people.accounts.name')}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
            maxLength={120}
            required
            withAsterisk={false}
            data-autofocus
          />
          <TextInput
            label={say('people.accounts.person')}
            description={say('people.accounts.personHint')}
            value={person}
            onChange={(event) => setPerson(event.currentTarget.value)}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            required
            withAsterisk={false}
          />
          <RolesField value={roles} onChange={setRoles} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {say('people.accounts.cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending} disabled={roles.length === 0}>
              {say('people.accounts.invite')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
