import type { DemoAccount, InvitationRequest } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import { findAccount } from './accounts.ts';
import { isAdministratorCode, openAdministratorCode, spendAdministratorCode } from './administrator-code.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleTables } from './people-table.ts';
import { refusePlainPassword } from './refuse-plain-password.ts';
import { secretHash } from './secrets.ts';
import { endSessionsOf } from './sessions.ts';

export interface InvitationNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly agency: string;
  readonly passwords: Passwords;
  readonly demoPeople: readonly DemoAccount[];
  /** Where `writeAdministratorCode` wrote. */
  readonly file: string;
}

/**
 * Sets the password of an invited person; every session opened with the one before ends. The administrator code of the
 * agency's folder makes its bearer an administrator: a new account, or the one of that name, enabled again. Throws
 * CODE_UNKNOWN, CODE_EXPIRED, CODE_USED, PASSWORD_PLAIN, BUSY; and ACCOUNT_EXISTS for the name of a demonstration's person.
 */
export async function redeemInvitation(request: InvitationRequest, needs: InvitationNeeds): Promise<void> {
  const { agency, clock, database, demoPeople, passwords } = needs;
  const { code, password, person } = request;
  refusePlainPassword(password, person, agency);
  if (isAdministratorCode(code)) {
    if (demoPeople.some((demo) => demo.person === person))
      throw new Refusal(409, 'ACCOUNT_EXISTS', `${person} is taken`);
    const opened = await openAdministratorCode(code, needs);
    const hash = await passwords.hash(password);
    await database.transaction(async (tx) => {
      await spendAdministratorCode(tx, opened, `account:${person}`, clock.now());
      await makeAdministrator(tx, person, hash, clock.now());
    });
    return;
  }
  const codeHash = secretHash(code);
  await requireInvitation(database, codeHash, person, clock.now());
  const hash = await passwords.hash(password);
  await database.transaction(async (tx) => {
    // Read again inside: two requests with one code meet here, and the first one has it.
    await requireInvitation(tx, codeHash, person, clock.now());
    const tables = tx.tables<PeopleTables>();
    await tables
      .updateTable('account_invitations')
      .set({ redeemed_at: clock.now() })
      .where('code_hash', '=', codeHash)
      .execute();
    await tables.updateTable('accounts').set({ password: hash }).where('person', '=', person).execute();
    await endSessionsOf(tx, person);
  });
}

async function requireInvitation(from: Tx, codeHash: string, person: string, now: number): Promise<void> {
  const row = await from
    .tables<PeopleTables>()
    .selectFrom('account_invitations')
    .innerJoin('accounts', 'accounts.person', 'account_invitations.person')
    .select(['account_invitations.expires_at', 'account_invitations.redeemed_at', 'accounts.disabled_at'])
    .where('code_hash', '=', codeHash)
    .where('account_invitations.person', '=', person)
    .executeTakeFirst();
  if (!row || row.disabled_at !== null)
    throw new Refusal(401, 'CODE_UNKNOWN', 'no open invitation of this person has that code');
  if (row.redeemed_at !== null)
    throw new Refusal(410, 'CODE_USED', `used at ${new Date(row.redeemed_at).toISOString()}`);
  if (now >= row.expires_at)
    throw new Refusal(410, 'CODE_EXPIRED', `good until ${new Date(row.expires_at).toISOString()}`);
}

async function makeAdministrator(tx: Tx, person: string, password: string, now: number): Promise<void> {
  const tables = tx.tables<PeopleTables>();
  const before = await findAccount(tx, person);
  const roles = new Set([...(before ? (JSON.parse(before.roles) as string[]) : []), 'administrator']);
  const set = { roles: JSON.stringify([...roles]), password, disabled_at: null };
  if (before) await tables.updateTable('accounts').set(set).where('person', '=', person).execute();
  else
    await tables
      .insertInto('accounts')
      .values({ person, display_name: person, created_at: now, created_by: 'administrator-code', ...set })
      .execute();
  await endSessionsOf(tx, person);
}
