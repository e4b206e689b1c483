import { z } from 'zod';
import { writeDurably } from '../adapters/embedded/durable-file.ts';
import { readJson, readOptional } from '../folder-files.ts';
import type { ApiPerson } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Tx } from '../ports/database.ts';
import type { ApiKeys, MadeApiKey } from './api-keys.ts';
import type { PeopleTables } from './people-table.ts';
import { newCodeSecret, secretHash } from './secrets.ts';

/** A code that nobody used in this time is forgotten; whoever can write to the folder makes another. */
const LIFETIME_MS = 7 * 86_400_000;
const FORM = /^[a-z][a-z0-9]{0,15}-admin-[A-Z2-7]{20}$/;

const codeFile = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), expiresAt: z.int() });

/**
 * Writes the hash of a new one-time administrator code into the folder, in place of any before, and answers the code.
 * Being able to write there is what makes an administrator: the same holds after the last key was lost.
 */
export async function writeAdministratorCode(file: string, agency: string, now: number): Promise<string> {
  const code = `${agency}-admin-${newCodeSecret()}`;
  await writeDurably(file, `${JSON.stringify({ hash: secretHash(code), expiresAt: now + LIFETIME_MS })}\n`, 0o600);
  return code;
}

export interface RedeemNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: ApiKeys;
  /** Where `writeAdministratorCode` wrote. */
  readonly file: string;
}

/** Whether a code has the form of an administrator's; what it is worth, `openAdministratorCode` says. */
export function isAdministratorCode(code: string): boolean {
  return FORM.test(code);
}

/** The hash of the code that stands in the folder, when this is it; throws CODE_UNKNOWN or CODE_EXPIRED. */
export async function openAdministratorCode(
  code: string,
  { clock, file }: Pick<RedeemNeeds, 'clock' | 'file'>,
): Promise<string> {
  const unknown = () => new Refusal(401, 'CODE_UNKNOWN', 'not the code of this agency’s folder');
  if (!isAdministratorCode(code) || !(await readOptional(file))) throw unknown();
  const { hash, expiresAt } = await readJson(file, codeFile);
  if (secretHash(code) !== hash) throw unknown();
  if (clock.now() >= expiresAt) throw new Refusal(410, 'CODE_EXPIRED', 'a code is good for seven days');
  return hash;
}

/** Uses the code up, with what was made by it, in one transaction; throws CODE_USED. */
export async function spendAdministratorCode(tx: Tx, hash: string, madeBy: string, now: number): Promise<void> {
  const tables = tx.tables<PeopleTables>();
  const used = await tables
    .selectFrom('administrator_codes')
    .select('redeemed_at')
    .where('code_hash', '=', hash)
    .executeTakeFirst();
  if (used) throw new Refusal(410, 'CODE_USED', `used at ${new Date(used.redeemed_at).toISOString()}`);
  await tables
    .insertInto('administrator_codes')
    .values({ code_hash: hash, redeemed_at: now, key_id: madeBy })
    .execute();
}

/** The first API key, for the one who brings the code; throws CODE_UNKNOWN, CODE_EXPIRED or CODE_USED. */
export async function redeemAdministratorCode(
  { code, person }: { readonly code: string; readonly person: ApiPerson['person'] },
  needs: RedeemNeeds,
): Promise<MadeApiKey> {
  const hash = await openAdministratorCode(code, needs);
  return needs.database.transaction(async (tx) => {
    const key = await needs.keys.createIn(tx, { person, roles: ['administrator'] }, 'administrator-code');
    await spendAdministratorCode(tx, hash, key.id, needs.clock.now());
    return key;
  });
}
