import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { GatewayStatus } from './gateway-events.ts';
import { loadIdentity } from './identity.ts';
import { type BookedScan, LaneBook } from './lane-book.ts';
import { statusPath } from './run-gateway.ts';

/** A lane as its folder shows it, whether its gateway runs or not. */
export interface LaneReport extends Omit<GatewayStatus, 'sending' | 'trouble'> {
  readonly running: boolean;
  readonly pid?: number;
  readonly trouble?: { readonly code: string; readonly detail: string; readonly since: number };
  /** The last scans, newest first. */
  readonly scans: readonly Omit<BookedScan, 'statement'>[];
}

const statusFile = z.object({
  running: z.boolean(),
  pid: z.int().optional(),
  at: z.int().optional(),
  server: z.string().optional(),
  uploading: z.boolean().optional(),
  trouble: z.object({ code: z.string(), detail: z.string(), since: z.int() }).optional(),
});

/** A status older than this was left by a gateway that was killed. */
const STALE_MS = 10_000;

/** Reads a lane's folder without disturbing its gateway. Throws LANE_NOT_ENROLLED. */
export async function readLane(folder: string, options: { last: number; now?: () => number }): Promise<LaneReport> {
  const { last, now = Date.now } = options;
  const { agency, device, site, lane, server, expiresAt } = await loadIdentity(folder);
  const told = await readStatus(folder);
  const running = told.running && now() - (told.at ?? 0) < STALE_MS;
  const book = LaneBook.openToRead(folder);
  try {
    const counts = book?.counts() ?? NOTHING;
    const scans = (book?.list(Math.max(1, counts.lastSeq - last + 1), last) ?? []).reverse();
    return {
      at: now(),
      ...{ agency, device, site, lane, server: told.server ?? server, certificateExpiresAt: expiresAt },
      running,
      uploading: running && (told.uploading ?? false),
      ...counts,
      ...(running && told.pid !== undefined ? { pid: told.pid } : {}),
      ...(running && told.trouble ? { trouble: told.trouble } : {}),
      scans: scans.map(({ statement: _statement, ...scan }) => scan),
    };
  } finally {
    book?.close();
  }
}

const NOTHING = { lastSeq: 0, spooled: 0, delivered: 0, admitted: 0, quarantined: 0, waitingBytes: 0 };

async function readStatus(folder: string): Promise<z.infer<typeof statusFile>> {
  try {
    return statusFile.parse(JSON.parse(await readFile(statusPath(folder), 'utf8')));
  } catch {
    // Absent before the first start, and no more than a convenience: the book is what counts.
    return { running: false };
  }
}
