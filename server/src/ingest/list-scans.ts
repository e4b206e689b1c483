import type { ScanBody, ScanQuery } from '@garita/api';
import { readStatement, type ScanStatement } from '@garita/trust';
import type { Database } from '../ports/database.ts';
import type { ReceivingScan } from './intake.ts';
import type { ScanObjectRow, ScanRow, ScanTables } from './scan-table.ts';

/** Fewer characters of a hash or id name too many scans to be meant. */
const PREFIX_CHARACTERS = 4;
/** Sorts behind every text that begins alike. */
const LAST = '\u{10ffff}';

/** One page of the scans that were judged, newest first. */
export async function listScans(database: Database, query: ScanQuery): Promise<ScanBody[]> {
  const tables = database.tables<ScanTables>();
  const { before, device, limit, q, site, state } = query;
  let rows = tables.selectFrom('scans').selectAll().orderBy('log_index', 'desc').limit(limit);
  if (before !== undefined) rows = rows.where('log_index', '<', before);
  if (state === 'admitted' || state === 'quarantined') rows = rows.where('state', '=', state);
  if (device !== undefined) rows = rows.where('device', '=', device);
  if (site !== undefined) rows = rows.where('site', '=', site);
  if (q !== undefined && q !== '') {
    if (q.length < PREFIX_CHARACTERS) return [];
    const begins = (column: 'scan' | 'scan_id') =>
      tables.selectFrom('scans').select('scan').where(column, '>=', q).where(column, '<', `${q}${LAST}`);
    rows = rows.where('scan', 'in', begins('scan').union(begins('scan_id')));
  }
  const page = await rows.execute();
  const names = page.map(({ scan }) => scan);
  const objects = await objectsOf(database, names);
  return page.map((row) => judgedBody(row, objects.get(row.scan) ?? []));
}

/** A scan that was judged, or `undefined`. */
export async function findScan(database: Database, scan: string): Promise<ScanBody | undefined> {
  const row = await database
    .tables<ScanTables>()
    .selectFrom('scans')
    .selectAll()
    .where('scan', '=', scan)
    .executeTakeFirst();
  return row && judgedBody(row, (await objectsOf(database, [scan])).get(scan) ?? []);
}

/** The scans whose objects are still on their way, newest first; they have no place in the log, so no pages either. */
export function listReceiving(receiving: readonly ReceivingScan[], query: ScanQuery): ScanBody[] {
  const { device, limit, q = '', site } = query;
  return receiving
    .map(receivingBody)
    .filter((body) => device === undefined || body.device === device)
    .filter((body) => site === undefined || body.site === site)
    .filter((body) => q === '' || (q.length >= PREFIX_CHARACTERS && begins(body, q)))
    .sort((left, right) => right.receivedAt - left.receivedAt)
    .slice(0, limit);
}

function begins(body: ScanBody, q: string): boolean {
  return body.scan.startsWith(q) || (body.scanId?.startsWith(q) ?? false);
}

async function objectsOf(database: Database, scans: readonly string[]): Promise<Map<string, ScanObjectRow[]>> {
  if (scans.length === 0) return new Map();
  const rows = await database
    .tables<ScanTables>()
    .selectFrom('scan_objects')
    .selectAll()
    .where('scan', 'in', scans)
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, ({ scan }) => scan);
}

function judgedBody(row: ScanRow, objects: readonly ScanObjectRow[]): ScanBody {
  return {
    ...stated(tryRead(row.statement)),
    scan: row.scan,
    scanId: row.scan_id,
    device: row.device,
    sender: row.sender,
    receivedAt: row.at,
    settledAt: row.at,
    state: row.state,
    reasons: JSON.parse(row.reasons),
    logIndex: row.log_index,
    objects: objects.map((object) => ({
      index: object.position,
      role: object.role,
      mediaType: object.media_type,
      name: object.name,
      size: object.size,
      sha256: object.sha256,
      findings: JSON.parse(object.findings),
    })),
  };
}

/** As its statement claims it: nothing of it was checked yet. */
function receivingBody({ scan, sender, since, statement }: ReceivingScan): ScanBody {
  return {
    ...stated(statement),
    scan,
    scanId: statement?.scanId ?? null,
    device: statement?.device ?? null,
    sender,
    receivedAt: since,
    settledAt: null,
    state: 'receiving',
    reasons: [],
    logIndex: null,
    objects: (statement?.objects ?? []).map(({ role, mediaType, name, size, sha256 }, index) => ({
      index,
      role,
      mediaType,
      name,
      size,
      sha256: Buffer.from(sha256).toString('hex'),
    })),
  };
}

function stated(statement: ScanStatement | undefined) {
  return {
    deviceSeq: statement?.deviceSeq ?? null,
    configuration: statement?.configuration ?? null,
    site: statement?.site ?? null,
    lane: statement?.lane ?? null,
    ooiKind: statement?.ooi.kind ?? null,
    capturedAt: statement?.capturedAt ?? null,
  };
}

function tryRead(statement: Uint8Array): ScanStatement | undefined {
  try {
    return readStatement(statement);
  } catch {
    return undefined;
  }
}
