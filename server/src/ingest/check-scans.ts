import { createHash } from 'node:crypto';
import { readRecord } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import { rowDifferences } from './row-differences.ts';
import type { ScanObjectRow, ScanRow, ScanTables } from './scan-table.ts';

const ROWS_AT_ONCE = 500;

export interface CheckScansNeeds {
  readonly database: Database;
  opening(leafHash: string): ReturnType<TransparencyLog['opening']>;
  /** Hashes of the objects whose bytes are sound. */
  readonly sound: ReadonlySet<string>;
}

/** Every scan is there once, whole, and logged as what it is. Returns the hashes of the objects scans refer to. */
export async function checkScans(
  needs: CheckScansNeeds,
  report: CheckReport,
): Promise<{ scans: number; objects: Set<string> }> {
  const objects = new Set<string>();
  let scans = 0;
  for await (const row of scanRows(needs.database)) {
    scans++;
    await checkScan(row, needs, report);
    if (scans % ROWS_AT_ONCE === 0) report.progress('scans', scans, scans);
  }
  const rows = await needs.database
    .tables<ScanTables>()
    .selectFrom('scan_objects')
    .select(['scan', 'sha256'])
    .execute();
  for (const { scan, sha256 } of rows) {
    objects.add(sha256);
    if (!needs.sound.has(sha256))
      report.problem({
        code: 'OBJECT_LOST',
        subject: sha256,
        detail: `scan ${scan} needs it and it is not sound in the archive`,
      });
  }
  return { scans, objects };
}

async function checkScan(row: ScanRow, needs: CheckScansNeeds, report: CheckReport): Promise<void> {
  const hash = createHash('sha256').update(row.statement).digest('hex');
  if (hash !== row.scan)
    report.problem({ code: 'SCAN_ALTERED', subject: row.scan, detail: `its statement now has the hash ${hash}` });
  else
    for (const detail of rowDifferences(row, await objectsOf(needs.database, row.scan)))
      report.problem({ code: 'SCAN_ALTERED', subject: row.scan, detail });
  const entry = await needs.opening(row.leaf_hash);
  const event = entry && readRecord(entry.opening.record);
  const kind = row.state === 'admitted' ? 'scan-admitted' : 'scan-quarantined';
  const logged =
    event !== undefined &&
    event.kind === kind &&
    'statement' in event &&
    Buffer.from(event.statement).toString('hex') === row.scan &&
    entry?.index === row.log_index;
  if (!logged)
    report.problem({
      code: 'SCAN_NOT_LOGGED',
      subject: row.scan,
      detail: `the log has no ${kind} entry for it at ${row.log_index}`,
    });
}

function objectsOf(database: Database, scan: string): Promise<ScanObjectRow[]> {
  return database
    .tables<ScanTables>()
    .selectFrom('scan_objects')
    .selectAll()
    .where('scan', '=', scan)
    .orderBy('position')
    .execute();
}

async function* scanRows(database: Database): AsyncGenerator<ScanRow> {
  for (let next = -1; ; ) {
    const rows = await database
      .tables<ScanTables>()
      .selectFrom('scans')
      .selectAll()
      .where('log_index', '>', next)
      .orderBy('log_index')
      .limit(ROWS_AT_ONCE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    next = last.log_index;
  }
}
