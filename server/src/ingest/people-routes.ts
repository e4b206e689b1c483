import { type ScanBody, scanQuery } from '@garita/api';
import { readStatement, type ScanStatement } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Database } from '../ports/database.ts';
import type { ScanObjectRow, ScanRow, ScanTables } from './scan-table.ts';

/** What people may read of the scans of this agency; the app is already behind an API key. */
export function scanRoutes(app: FastifyInstance, database: Database): void {
  app.get('/api/v1/scans', async (request) => {
    const query = scanQuery.parse(request.query);
    let rows = database
      .tables<ScanTables>()
      .selectFrom('scans')
      .selectAll()
      .orderBy('log_index', 'desc')
      .limit(query.limit);
    if (query.before !== undefined) rows = rows.where('log_index', '<', query.before);
    if (query.state === 'admitted' || query.state === 'quarantined') rows = rows.where('state', '=', query.state);
    if (query.device !== undefined) rows = rows.where('device', '=', query.device);
    const page = await rows.execute();
    const objects = await objectsOf(
      database,
      page.map((row) => row.scan),
    );
    const scans = page.map((row) => asBody(row, objects.get(row.scan) ?? []));
    const last = page.at(-1);
    return { scans, next: last && page.length === query.limit ? last.log_index : null };
  });

  app.get<{ Params: { scan: string } }>('/api/v1/scans/:scan', async (request) => {
    const { scan } = request.params;
    const row = await database
      .tables<ScanTables>()
      .selectFrom('scans')
      .selectAll()
      .where('scan', '=', scan)
      .executeTakeFirst();
    if (!row) throw new Refusal(404, 'SCAN_UNKNOWN', 'no scan of this name came here');
    return asBody(row, (await objectsOf(database, [scan])).get(scan) ?? []);
  });
}

async function objectsOf(database: Database, scans: readonly string[]): Promise<Map<string, ScanObjectRow[]>> {
  const byScan = new Map<string, ScanObjectRow[]>();
  if (scans.length === 0) return byScan;
  const rows = await database
    .tables<ScanTables>()
    .selectFrom('scan_objects')
    .selectAll()
    .where('scan', 'in', scans)
    .orderBy('position')
    .execute();
  for (const row of rows) byScan.set(row.scan, [...(byScan.get(row.scan) ?? []), row]);
  return byScan;
}

function asBody(row: ScanRow, objects: readonly ScanObjectRow[]): ScanBody {
  const statement = tryRead(row.statement);
  return {
    scan: row.scan,
    scanId: row.scan_id,
    device: row.device,
    deviceSeq: statement?.deviceSeq ?? null,
    configuration: statement?.configuration ?? null,
    site: statement?.site ?? null,
    lane: statement?.lane ?? null,
    ooiKind: statement?.ooi.kind ?? null,
    capturedAt: statement?.capturedAt ?? null,
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

function tryRead(statement: Uint8Array): ScanStatement | undefined {
  try {
    return readStatement(statement);
  } catch {
    return undefined;
  }
}
