import { randomBytes } from 'node:crypto';
import type { DemoAccount } from '@garita/api';
import type { Role } from '@garita/trust';
import type { ApiPerson } from '../http/api-person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { SessionRow } from './account-table.ts';
import type { PeopleTables } from './people-table.ts';
import { secretHash } from './secrets.ts';

/** A desk that nobody touched in this time is signed out. */
const IDLE_MS = 12 * 3_600_000;
/** However busy, a session ends after this. */
const ABSOLUTE_MS = 7 * 86_400_000;
/** How exactly the last use is known: one write a minute, and not one a request. */
const TOUCH_MS = 60_000;
/** Browsers one person is signed in with; the one longest unused makes way. */
const SESSIONS_EACH = 16;
/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export interface SignedIn extends ApiPerson {
  readonly kind: SessionRow['kind'];
  readonly displayName: { readonly es: string; readonly en: string };
  /** When it ends if nobody uses it until then, ms. */
  readonly expiresAt: number;
}

export interface Sessions {
  /** A new session and its token, which is kept nowhere. */
  start(person: string, kind: SessionRow['kind']): Promise<string>;
  /**
   * Who this token belongs to, with the roles of this moment; `undefined` once it is over, or its account is disabled.
   * Only `use` counts as use: what lasts by itself, such as a stream of events, must not keep a desk signed in.
   */
  find(token: string, why: 'use' | 'look'): Promise<SignedIn | undefined>;
  end(token: string): Promise<void>;
}

export interface SessionsNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly demoPeople: readonly DemoAccount[];
}

export function openSessions({ database, clock, demoPeople }: SessionsNeeds): Sessions {
  const identify = async ({ kind, person }: SessionRow) => {
    if (kind === 'demo') {
      const found = demoPeople.find((demo) => demo.person === person);
      return found && { roles: found.roles, displayName: found.name };
    }
    const account = await database
      .tables<PeopleTables>()
      .selectFrom('accounts')
      .select(['display_name', 'roles'])
      .where('person', '=', person)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    return (
      account && {
        roles: JSON.parse(account.roles) as Role[],
        displayName: { es: account.display_name, en: account.display_name },
      }
    );
  };

  return {
    async start(person, kind) {
      const token = randomBytes(32).toString('base64url');
      const now = clock.now();
      await database.transaction(async (tx) => {
        const tables = tx.tables<PeopleTables>();
        await tables
          .deleteFrom('sessions')
          .where((row) => row.or([row('seen_at', '<=', now - IDLE_MS), row('created_at', '<=', now - ABSOLUTE_MS)]))
          .execute();
        const others = await tables
          .selectFrom('sessions')
          .select('token_hash')
          .where('kind', '=', kind)
          .where('person', '=', person)
          .orderBy('seen_at', 'desc')
          .offset(SESSIONS_EACH - 1)
          .limit(1000)
          .execute();
        for (const { token_hash } of others)
          await tables.deleteFrom('sessions').where('token_hash', '=', token_hash).execute();
        await tables
          .insertInto('sessions')
          .values({ token_hash: secretHash(token), person, kind, created_at: now, seen_at: now })
          .execute();
      });
      return token;
    },

    async find(token, why) {
      if (!TOKEN.test(token)) return undefined;
      const row = await database
        .tables<PeopleTables>()
        .selectFrom('sessions')
        .selectAll()
        .where('token_hash', '=', secretHash(token))
        .executeTakeFirst();
      const now = clock.now();
      if (!row || now >= endOf(row)) return undefined;
      const found = await identify(row);
      if (!found) return undefined;
      const seenAt = why === 'use' && now - row.seen_at >= TOUCH_MS ? now : row.seen_at;
      if (seenAt !== row.seen_at)
        await database.transaction((tx) =>
          tx
            .tables<PeopleTables>()
            .updateTable('sessions')
            .set({ seen_at: seenAt })
            .where('token_hash', '=', row.token_hash)
            .execute(),
        );
      return { person: row.person, kind: row.kind, ...found, expiresAt: endOf({ ...row, seen_at: seenAt }) };
    },

    async end(token) {
      await database.transaction((tx) =>
        tx.tables<PeopleTables>().deleteFrom('sessions').where('token_hash', '=', secretHash(token)).execute(),
      );
    },
  };
}

/** A new password, or a disabled account, ends every session of its person. */
export async function endSessionsOf(tx: Tx, person: string): Promise<void> {
  await tx
    .tables<PeopleTables>()
    .deleteFrom('sessions')
    .where('kind', '=', 'account')
    .where('person', '=', person)
    .execute();
}

function endOf({ created_at, seen_at }: SessionRow): number {
  return Math.min(seen_at + IDLE_MS, created_at + ABSOLUTE_MS);
}
