import type { Database } from '../ports/database.ts';
import type { ScanTables } from './scan-table.ts';

export interface LastStatement {
  /** Sequence number of the device. */
  readonly seq: number;
  /** Hash of the statement, hex. */
  readonly scan: string;
  /** When it was judged, ms since 1970; `null` when its row is not there. */
  readonly at: number | null;
}

/** The last statement of each certificate's chain, by the hex of the certificate's SHA-256. */
export async function lastStatements(database: Database): Promise<ReadonlyMap<string, LastStatement>> {
  const tables = database.tables<ScanTables>();
  const chains = await tables.selectFrom('device_chains').selectAll().execute();
  const found = new Map<string, LastStatement>();
  for (const { certificate, last_seq: seq, last_statement: hash } of chains) {
    const scan = Buffer.from(hash).toString('hex');
    const row = await tables.selectFrom('scans').select('at').where('scan', '=', scan).executeTakeFirst();
    found.set(certificate, { seq, scan, at: row?.at ?? null });
  }
  return found;
}
