import type { AccountBody, AccountChange, AccountInvited, AccountRequest, DemoAccount } from '@garita/api';
import type { Role } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { AccountRow } from './account-table.ts';
import type { PeopleTables } from './people-table.ts';
import { newCodeSecret, secretHash } from './secrets.ts';
import { endSessionsOf } from './sessions.ts';

/** As for the administrator code: long enough for a letter, short enough to be forgotten. */
const INVITATION_MS = 7 * 86_400_000;
/** What `accountList` holds; an agency with more people has them in a directory of its own. */
const ACCOUNTS = 1000;

export interface Accounts {
  list(): Promise<readonly AccountBody[]>;
  /** True until somebody has an account. */
  isEmpty(): Promise<boolean>;
  /** An account without a password, and the code its person sets one with. Throws ACCOUNT_EXISTS. */
  create(account: AccountRequest, by: string): Promise<AccountInvited>;
  /** Takes effect with the next request of the person. Throws ACCOUNT_UNKNOWN. */
  change(person: string, change: AccountChange): Promise<AccountBody>;
  /** A new code, in place of any before; the password stays until it is used. Throws ACCOUNT_UNKNOWN. */
  invite(person: string, by: string): Promise<AccountInvited>;
}

export interface AccountsNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly agency: string;
  readonly demoPeople: readonly DemoAccount[];
}

export function openAccounts({ database, clock, agency, demoPeople }: AccountsNeeds): Accounts {
  const inviteIn = async (tx: Tx, row: AccountRow, by: string): Promise<AccountInvited> => {
    const code = `${agency}-invite-${newCodeSecret()}`;
    const now = clock.now();
    const tables = tx.tables<PeopleTables>();
    await tables
      .deleteFrom('account_invitations')
      .where('person', '=', row.person)
      .where('redeemed_at', 'is', null)
      .execute();
    await tables
      .insertInto('account_invitations')
      .values({
        code_hash: secretHash(code),
        person: row.person,
        created_at: now,
        created_by: by,
        expires_at: now + INVITATION_MS,
        redeemed_at: null,
      })
      .execute();
    return { account: shown(row), code, expiresAt: now + INVITATION_MS };
  };

  return {
    async list() {
      const rows = await database
        .tables<PeopleTables>()
        .selectFrom('accounts')
        .selectAll()
        .orderBy('person')
        .limit(ACCOUNTS)
        .execute();
      return rows.map(shown);
    },
    async isEmpty() {
      const row = await database.tables<PeopleTables>().selectFrom('accounts').select('person').limit(1).execute();
      return row.length === 0;
    },
    create: ({ person, displayName, roles }, by) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<PeopleTables>();
        const { count } = await tables
          .selectFrom('accounts')
          .select((select) => select.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        if (count >= ACCOUNTS) throw new Refusal(409, 'ACCOUNT_EXISTS', `there are ${count} already`);
        const before = await findAccount(tx, person);
        if (before || demoPeople.some((demo) => demo.person === person))
          throw new Refusal(409, 'ACCOUNT_EXISTS', `${person} is taken`);
        const row: AccountRow = {
          person,
          display_name: displayName,
          roles: JSON.stringify([...new Set(roles)]),
          password: null,
          created_at: clock.now(),
          created_by: by,
          disabled_at: null,
        };
        await tables.insertInto('accounts').values(row).execute();
        return inviteIn(tx, row, by);
      }),
    change: (person, { displayName, roles, disabled }) =>
      database.transaction(async (tx) => {
        const row = await requireAccount(tx, person);
        const changed = {
          display_name: displayName ?? row.display_name,
          roles: roles ? JSON.stringify([...new Set(roles)]) : row.roles,
          disabled_at: disabled === undefined ? row.disabled_at : disabled ? (row.disabled_at ?? clock.now()) : null,
        };
        await tx.tables<PeopleTables>().updateTable('accounts').set(changed).where('person', '=', person).execute();
        if (changed.disabled_at !== null) await endSessionsOf(tx, person);
        return shown({ ...row, ...changed });
      }),
    invite: (person, by) => database.transaction(async (tx) => inviteIn(tx, await requireAccount(tx, person), by)),
  };
}

export function findAccount(from: Tx, person: string): Promise<AccountRow | undefined> {
  return from.tables<PeopleTables>().selectFrom('accounts').selectAll().where('person', '=', person).executeTakeFirst();
}

async function requireAccount(tx: Tx, person: string): Promise<AccountRow> {
  const row = await findAccount(tx, person);
  if (!row) throw new Refusal(404, 'ACCOUNT_UNKNOWN', `nobody here is ${person.slice(0, 64)}`);
  return row;
}

function shown(row: AccountRow): AccountBody {
  return {
    person: row.person,
    displayName: row.display_name,
    roles: JSON.parse(row.roles) as Role[],
    createdAt: row.created_at,
    createdBy: row.created_by,
    disabledAt: row.disabled_at,
    active: row.password !== null,
  };
}
