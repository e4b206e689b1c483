import { type AccountBody, type AccountChange, type AccountInvited, account, accountInvited } from '@garita/api';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { RolesField } from './roles-field.tsx';

/** Name, roles, a new code, and the end of an account. */
export function ChangeAccount(props: {
  readonly account: AccountBody;
  readonly isMe: boolean;
  readonly onClose: () => void;
  readonly onChanged: (code?: AccountInvited) => void;
}): ReactNode {
  const { say } = useWords();
  const { person, displayName, roles, disabledAt } = props.account;
  const [name, setName] = useState(displayName);
  const [chosen, setChosen] = useState(roles);
  const [sure, setSure] = useState<'disable' | 'newCode'>();
  const path = `/api/v1/accounts/${encodeURIComponent(person)}`;
  const change = useMutation({
    mutationFn: (to: AccountChange) => api.patch(path, to, account),
    onSuccess: () => props.onChanged(),
  });
  const invite = useMutation({
    mutationFn: () => api.post(`${path}/invitation`, undefined, accountInvited),
    onSuccess: (invited) => props.onChanged(invited),
  });
  const failure = change.error ?? invite.error;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={say('people.accounts.change', { name: displayName })}
      closeButtonProps={{ 'aria-label': say('app.close') }}
    >
      {sure ? (
        <Stack>
          <strong>{say(`people.accounts.${sure}Sure`, { name: displayName })}</strong>
          <p>{say(`people.accounts.${sure}Text`)}</p>
          {failure && <Failure error={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setSure(undefined)} data-autofocus>
              {say('people.accounts.cancel')}
            </Button>
            <Button
              {...(sure === 'disable' && { color: 'red' })}
              loading={change.isPending || invite.isPending}
              onClick={() => (sure === 'disable' ? change.mutate({ disabled: true }) : invite.mutate())}
            >
              {say(`people.accounts.${sure}`)}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen.length > 0) change.mutate({ displayName: name.trim(), roles: chosen });
          }}
        >
          <Stack>
            {failure && <Failure error={failure} />}
            <TextInput
              label={say('people.accounts.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={120}
              required
              withAsterisk={false}
            />
            <RolesField value={chosen} onChange={setChosen} />
            <Group justify="space-between">
              <Group gap="xs">
                {disabledAt === null ? (
                  <>
                    <Button variant="default" onClick={() => setSure('newCode')}>
                      {say('people.accounts.newCode')}
                    </Button>
                    {!props.isMe && (
                      <Button variant="outline" color="red" onClick={() => setSure('disable')}>
                        {say('people.accounts.disable')}
                      </Button>
                    )}
                  </>
                ) : (
                  <Button variant="default" onClick={() => change.mutate({ disabled: false })}>
                    {say('people.accounts.enable')}
                  </Button>
                )}
              </Group>
              <Button type="submit" loading={change.isPending} disabled={chosen.length === 0}>
                {say('people.accounts.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
