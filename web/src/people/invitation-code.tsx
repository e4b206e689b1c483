import type { AccountInvited } from '@garita/api';
import { Button, CopyButton, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';

/** The code of an invitation: in this window and never again, so it closes only by being told to. */
export function InvitationCode(props: { readonly invited: AccountInvited; readonly onClose: () => void }): ReactNode {
  const { say, formats } = useWords();
  const { account, code, expiresAt } = props.invited;
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      title={say('people.accounts.codeTitle', { name: account.displayName })}
    >
      <p>{say('people.accounts.codeText', { until: formats.moment(expiresAt) })}</p>
      <p className={classes.code}>{code}</p>
      <p>
        {say('people.signIn.person')}: <code>{account.person}</code>
      </p>
      <Group justify="flex-end">
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {say(copied ? 'app.copied' : 'app.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={props.onClose} data-autofocus>
          {say('people.accounts.codeDone')}
        </Button>
      </Group>
    </Modal>
  );
}
