import { type ScanList, scanQuery } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Database } from '../ports/database.ts';
import type { Intake } from './intake.ts';
import { findScan, listReceiving, listScans } from './list-scans.ts';

export interface ScanRoutesNeeds {
  readonly database: Database;
  readonly intake: Pick<Intake, 'receiving'>;
}

/** What people may read of the scans of this agency; the app is already behind an API key or a session. */
export function scanRoutes(app: FastifyInstance, { database, intake }: ScanRoutesNeeds): void {
  app.get('/api/v1/scans', async (request): Promise<ScanList> => {
    const query = scanQuery.parse(request.query);
    if (query.state === 'receiving') return { scans: listReceiving(intake.receiving(), query), next: null };
    const scans = await listScans(database, query);
    return { scans, next: scans.length === query.limit ? (scans.at(-1)?.logIndex ?? null) : null };
  });

  app.get<{ Params: { scan: string } }>('/api/v1/scans/:scan', async (request) => {
    const found = await findScan(database, request.params.scan);
    if (!found) throw new Refusal(404, 'SCAN_UNKNOWN', 'no scan of this name came here');
    return found;
  });
}
