import type { LogEntryBody, LogEntryList, PageQuery } from '@garita/api';
import { type LogRecord, readRecord, toHex } from '@garita/trust';
import type { Database } from '../ports/database.ts';
import type { LogEntryRow, LogTables } from './log-table.ts';

type Row = Pick<LogEntryRow, 'position' | 'kind' | 'leaf_hash' | 'record'>;

/** The newest entries before a position, newest first. What a private one is about is told where its record is kept. */
export async function listEntries(database: Database, { before, limit }: PageQuery): Promise<LogEntryList> {
  const entries = database.tables<LogTables>().selectFrom('log_entries');
  const newest = await entries.select((select) => select.fn.max('position').as('position')).executeTakeFirst();
  let page = entries.select(['position', 'kind', 'leaf_hash', 'record']).orderBy('position', 'desc').limit(limit);
  if (before !== undefined) page = page.where('position', '<', before);
  const rows = await page.execute();
  const records = new Map(rows.map((row) => [row.position, recordOf(row)]));
  const shares = await sharedScans(database, [...records.values()]);
  const last = rows.at(-1);
  return {
    size: newest?.position === null || newest?.position === undefined ? 0 : newest.position + 1,
    entries: rows.map((row) => shown(row, records.get(row.position), shares)),
    next: last && last.position > 0 && rows.length === limit ? last.position : null,
  };
}

function shown(row: Row, record: LogRecord | undefined, shares: ReadonlyMap<string, string>): LogEntryBody {
  return {
    index: row.position,
    kind: row.kind,
    leafHash: row.leaf_hash,
    scan: record === undefined ? null : (scanOf(record, shares) ?? null),
    at: record?.at ?? null,
  };
}

/** The scan a record is about; a decision that came from the partner names only itself. */
function scanOf(record: LogRecord, shares: ReadonlyMap<string, string>): string | undefined {
  switch (record.kind) {
    case 'scan-admitted':
    case 'scan-quarantined':
      return toHex(record.statement);
    case 'received':
      return record.item === 'scan' ? toHex(record.subject) : undefined;
    case 'receipted':
      return shares.get(toHex(record.share));
    default:
      return 'scan' in record ? toHex(record.scan) : undefined;
  }
}

/** Scans of the shares that receipts name, by the leaf hash of the share's own entry. */
async function sharedScans(
  database: Database,
  records: readonly (LogRecord | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const leaves = records.flatMap((record) => (record?.kind === 'receipted' ? [toHex(record.share)] : []));
  if (leaves.length === 0) return new Map();
  const rows = await database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .select(['position', 'kind', 'leaf_hash', 'record'])
    .where('leaf_hash', 'in', leaves)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const record = recordOf(row);
      return record?.kind === 'share' ? [[row.leaf_hash, toHex(record.scan)] as const] : [];
    }),
  );
}

/** `undefined` of a public entry, and of one whose record is damaged: `garita fsck` tells of that. */
function recordOf({ record }: Row): LogRecord | undefined {
  if (record === null) return undefined;
  try {
    return readRecord(record);
  } catch {
    return undefined;
  }
}
