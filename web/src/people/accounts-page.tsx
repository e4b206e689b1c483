import { type AccountBody, type AccountInvited, accountList } from '@garita/api';
import { Button, Table, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Empty } from '../ui/empty.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { AccountRow } from './account-row.tsx';
import { ChangeAccount } from './change-account.tsx';
import { InvitationCode } from './invitation-code.tsx';
import { InviteForm } from './invite-form.tsx';
import { NotSignedIn } from './not-signed-in.tsx';

const KEY = ['accounts'] as const;

/** Who may sign in; for administrators, and for auditors to read. */
export function AccountsPage(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<AccountBody>();
  const [invited, setInvited] = useState<AccountInvited>();
  const [sought, setSought] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/accounts', accountList, {}, signal),
    enabled: session.person !== null,
  });
  if (session.person === null) return <NotSignedIn to="/accounts" />;
  const mayChange = session.has('administrator');
  const changed = (code?: AccountInvited) => {
    setInviting(false);
    setChanging(undefined);
    setInvited(code);
    void queries.invalidateQueries({ queryKey: KEY });
  };
  const part = sought.trim().toLowerCase();
  const shown = data?.accounts.filter(
    ({ person, displayName }) => person.toLowerCase().includes(part) || displayName.toLowerCase().includes(part),
  );
  return (
    <>
      <PageHead title={say('people.accounts.title')} lead={say('people.accounts.lead')}>
        {data && data.accounts.length > 8 && (
          <TextInput
            aria-label={say('people.accounts.filter')}
            placeholder={say('people.accounts.filter')}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        )}
        {mayChange && <Button onClick={() => setInviting(true)}>{say('people.accounts.invite')}</Button>}
      </PageHead>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.accounts.length === 0 && (
        <Empty title={say('people.accounts.empty')} text={say('people.accounts.emptyText')}>
          {mayChange && <Button onClick={() => setInviting(true)}>{say('people.accounts.invite')}</Button>}
        </Empty>
      )}
      {shown && shown.length > 0 && (
        <Table highlightOnHover aria-label={say('people.accounts.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('people.accounts.name')}</Table.Th>
              <Table.Th>{say('people.accounts.roles')}</Table.Th>
              <Table.Th>{say('people.accounts.state')}</Table.Th>
              <Table.Th>{say('people.accounts.created')}</Table.Th>
              <Table.Th aria-hidden />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((account) => (
              <AccountRow
                key={account.person}
                account={account}
                isMe={account.person === session.person}
                onChange={mayChange ? () => setChanging(account) : undefined}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {inviting && <InviteForm onClose={() => setInviting(false)} onInvited={changed} />}
      {changing && (
        <ChangeAccount
          account={changing}
          isMe={changing.person === session.person}
          onClose={() => setChanging(undefined)}
          onChanged={changed}
        />
      )}
      {invited && <InvitationCode invited={invited} onClose={() => setInvited(undefined)} />}
    </>
  );
}
