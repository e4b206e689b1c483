import { randomUUID } from 'node:crypto';
import type { Role } from '@garita/trust';
import type { ApiPerson } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { ApiKeyRow, PeopleTables } from './people-table.ts';
import { newApiKey, secretHash } from './secrets.ts';

interface NewApiKey {
  readonly person: string;
  readonly roles: readonly Role[];
}

/** What may be shown of a key. */
interface ApiKey extends NewApiKey {
  readonly id: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly revokedAt: number | null;
}

/** The secret is shown once, here, and never again. */
export interface MadeApiKey extends ApiKey {
  readonly key: string;
}

export interface ApiKeysNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly agency: string;
}

export interface ApiKeys {
  create(key: NewApiKey, by: string): Promise<MadeApiKey>;
  createIn(tx: Tx, key: NewApiKey, by: string): Promise<MadeApiKey>;
  list(): Promise<readonly ApiKey[]>;
  /** Takes effect with the next request. Revoking twice changes nothing; throws KEY_ID_UNKNOWN. */
  revoke(id: string): Promise<ApiKey>;
  authenticate(bearer: string): Promise<ApiPerson | undefined>;
}

export function apiKeys({ database, clock, agency }: ApiKeysNeeds): ApiKeys {
  const createIn = async (tx: Tx, { person, roles }: NewApiKey, by: string) => {
    const key = newApiKey(agency);
    const row: ApiKeyRow = {
      id: randomUUID(),
      secret_hash: secretHash(key),
      person,
      roles: JSON.stringify(roles),
      created_at: clock.now(),
      created_by: by,
      revoked_at: null,
    };
    await tx.tables<PeopleTables>().insertInto('api_keys').values(row).execute();
    return { ...shown(row), key };
  };
  return {
    createIn,
    create: (key, by) => database.transaction((tx) => createIn(tx, key, by)),
    async list() {
      const rows = await database
        .tables<PeopleTables>()
        .selectFrom('api_keys')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(shown);
    },
    revoke: (id) =>
      database.transaction(async (tx) => {
        const tables = tx.tables<PeopleTables>();
        await tables
          .updateTable('api_keys')
          .set({ revoked_at: clock.now() })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
        const row = await tables.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
        if (!row) throw new Refusal(404, 'KEY_ID_UNKNOWN', `no key has the id ${id.slice(0, 64)}`);
        return shown(row);
      }),
    async authenticate(bearer) {
      const row = await database
        .tables<PeopleTables>()
        .selectFrom('api_keys')
        .select(['person', 'roles'])
        .where('secret_hash', '=', secretHash(bearer))
        .where('revoked_at', 'is', null)
        // Who may not sign in does not come in by a key either.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('accounts')
                .select('accounts.person')
                .whereRef('accounts.person', '=', 'api_keys.person')
                .where('disabled_at', 'is not', null),
            ),
          ),
        )
        .executeTakeFirst();
      return row && { person: row.person, roles: JSON.parse(row.roles) as Role[] };
    },
  };
}

function shown(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    person: row.person,
    roles: JSON.parse(row.roles) as Role[],
    createdAt: row.created_at,
    createdBy: row.created_by,
    revokedAt: row.revoked_at,
  };
}
