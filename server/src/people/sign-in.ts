import type { SignInRequest } from '@garita/api';
import { Refusal } from '../http/refusal.ts';
import type { Database } from '../ports/database.ts';
import { findAccount } from './accounts.ts';
import { type GuessLimit, type GuessLimits, placeOf } from './guess-limit.ts';
import type { Passwords } from './passwords.ts';
import type { PeopleTables } from './people-table.ts';

// NIST SP 800-63B-4 section 3.2.2 asks for a limit on wrong tries at one account. Ten in fifteen minutes, whoever makes
// them, and never for good: or anybody could lock a whole watch out of its desks by typing nonsense.
export const GUESSES_AT_AN_ACCOUNT: GuessLimits = { perAddress: 10, overall: 10_240, windowMs: 15 * 60_000 };

export interface SignInNeeds {
  readonly database: Database;
  readonly passwords: Passwords;
  /** By the address a request comes from. */
  readonly guesses: GuessLimit;
  /** By the account that is tried. */
  readonly guessesAtAccount: GuessLimit;
}

/**
 * The person, when the password is right. Throws SIGN_IN_REFUSED, the same and after the same work for a wrong password,
 * an unknown or disabled account and one without a password; TOO_MANY_GUESSES; BUSY.
 */
export async function signIn(
  { person, password }: SignInRequest,
  address: string,
  { database, passwords, guesses, guessesAtAccount }: SignInNeeds,
): Promise<string> {
  const attempt = {
    starts() {
      guesses.check(address);
      guessesAtAccount.check(placeOf(person));
    },
    wasWrong() {
      guesses.wrong(address);
      guessesAtAccount.wrong(placeOf(person));
    },
  };
  attempt.starts();
  const account = await findAccount(database, person);
  const kept = account && account.disabled_at === null ? account.password : null;
  const { right, outdated } = await passwords.check(password, kept, attempt);
  if (!right) throw new Refusal(401, 'SIGN_IN_REFUSED', 'the account or its password is not right');
  if (outdated) {
    const renewed = await passwords.hash(password);
    // Only in the place of the one that was checked: a password set in the meantime stays.
    await database.transaction((tx) =>
      tx
        .tables<PeopleTables>()
        .updateTable('accounts')
        .set({ password: renewed })
        .where('person', '=', person)
        .where('password', '=', kept)
        .execute(),
    );
  }
  return person;
}
