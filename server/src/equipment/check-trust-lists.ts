import { createHash } from 'node:crypto';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { EquipmentTables } from './trust-list-table.ts';

export interface CheckTrustListsNeeds {
  readonly database: Database;
  /** Whether the public log entry at this position names this trust list. */
  isLogged(hash: Uint8Array, position: number): Promise<boolean>;
}

/** Every trust list that was ever in force is as it was signed, and its digest is public. Returns how many there are. */
export async function checkTrustLists(needs: CheckTrustListsNeeds, report: CheckReport): Promise<number> {
  const rows = await needs.database
    .tables<EquipmentTables>()
    .selectFrom('trust_lists')
    .select(['hash', 'version', 'bytes', 'log_index'])
    .orderBy('version')
    .execute();
  for (const { bytes, hash, log_index, version } of rows) {
    const found = createHash('sha256').update(bytes).digest();
    const subject = `version ${version}`;
    if (found.toString('hex') !== hash)
      report.problem({ code: 'TRUST_LIST_ALTERED', subject, detail: `its bytes no longer have the hash ${hash}` });
    if (!(await needs.isLogged(Buffer.from(hash, 'hex'), log_index)))
      report.problem({ code: 'TRUST_LIST_NOT_LOGGED', subject, detail: `the log does not name it at ${log_index}` });
  }
  return rows.length;
}
