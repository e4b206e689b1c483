import { createHash } from 'node:crypto';
import { openCose, TRUST_LIST_MAX_BYTES, TrustError } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { SigningTables } from './signing-table.ts';

export interface CheckIssuedNeeds {
  readonly database: Database;
  /** Whether the public log entry at this position names this document by the hash of its payload. */
  isLogged(kind: 'credential' | 'status-list', payloadHash: Uint8Array, position: number): Promise<boolean>;
}

/** Credentials and status lists that were ever in force are as they were signed, and public. Returns how many there are. */
export async function checkIssued({ database, isLogged }: CheckIssuedNeeds, report: CheckReport): Promise<number> {
  const tables = database.tables<SigningTables>();
  const columns = ['id', 'hash', 'bytes', 'log_index'] as const;
  const kinds = [
    ['credential', 'CREDENTIAL', await tables.selectFrom('equipment_credentials').select(columns).execute()],
    ['status-list', 'STATUS_LIST', await tables.selectFrom('equipment_status_lists').select(columns).execute()],
  ] as const;
  for (const [kind, code, rows] of kinds)
    for (const { bytes, hash, id, log_index } of rows) {
      const subject = `${kind} ${id}`;
      if (sha256(bytes) !== hash || payloadHash(bytes) !== id)
        report.problem({ code: `${code}_ALTERED`, subject, detail: `its bytes no longer have the hash ${hash}` });
      if (!(await isLogged(kind, Buffer.from(id, 'hex'), log_index)))
        report.problem({ code: `${code}_NOT_LOGGED`, subject, detail: `the log does not name it at ${log_index}` });
    }
  return kinds.reduce((sum, [, , rows]) => sum + rows.length, 0);
}

function payloadHash(bytes: Uint8Array): string | undefined {
  try {
    const { payload } = openCose(bytes, TRUST_LIST_MAX_BYTES, { countersigned: true, typ: true });
    return payload ? sha256(payload) : undefined;
  } catch (error) {
    if (error instanceof TrustError) return undefined;
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
