import type { ConfigurationView } from '@garita/api';
import type { Database } from '../ports/database.ts';
import type { SigningTables } from './signing-table.ts';

/** The newest approval of a configuration that came into force; `null` when none ever did. */
export async function readCredential(
  database: Database,
  configuration: string,
): Promise<ConfigurationView['credential']> {
  const row = await database
    .tables<SigningTables>()
    .selectFrom('equipment_credentials')
    .select(['id', 'valid_from', 'valid_until', 'log_index', 'signers'])
    .where('configuration', '=', configuration)
    .orderBy('log_index', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const signers: readonly { readonly officer: string }[] = JSON.parse(row.signers);
  return {
    hash: row.id,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    logIndex: row.log_index,
    signers: signers.map(({ officer }) => officer),
  };
}
