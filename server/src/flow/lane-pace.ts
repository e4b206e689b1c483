import type { LaneFlow } from '@garita/api';
import type { Database } from '../ports/database.ts';
import { quantile } from './quantile.ts';
import type { WalkTables } from './walk-table.ts';

/** Gaps that tell a lane's usual pace. */
const GAPS = 50;
/** Fewer tell none. */
const GAPS_AT_LEAST = 5;
/** Silent from so many usual gaps on, and never before this long, ms. */
const SILENT_GAPS = 5;
const SILENT_MS = 5 * 60_000;

export interface LanePace {
  readonly lastScanAt: number | null;
  /** Median time between two scans, ms; `undefined` while too few are known. */
  readonly usualGapMs: number | undefined;
}

/** When a lane's last scan came, and how fast they come; by events that are still kept. */
export async function readPace(database: Database, lane: string): Promise<LanePace> {
  const newest = (step: 'admitted' | 'quarantined') =>
    database
      .tables<WalkTables>()
      .selectFrom('walk_events')
      .select('at')
      .where('lane', '=', lane)
      .where('step', '=', step)
      .orderBy('at', 'desc')
      .limit(GAPS + 1)
      .execute();
  const rows = [...(await newest('admitted')), ...(await newest('quarantined'))];
  return paceOf(rows.map(({ at }) => at));
}

/** The pace that times of arrival, ms since 1970 in any order, tell. */
export function paceOf(times: readonly number[]): LanePace {
  const newest = times.toSorted((left, right) => right - left).slice(0, GAPS + 1);
  const gaps = newest.slice(1).map((at, nth) => (newest[nth] as number) - at);
  return {
    lastScanAt: newest[0] ?? null,
    usualGapMs: gaps.length < GAPS_AT_LEAST ? undefined : quantile(gaps, 0.5),
  };
}

/** From which silence on, in ms, somebody should look. */
function silentFromMs(usualGapMs: number): number {
  return Math.max(SILENT_MS, SILENT_GAPS * usualGapMs);
}

/** `since`: when this server began to listen; before that no lane could be heard. */
export function laneState(
  lane: { readonly state: 'live' | 'planned' | 'out-of-service'; readonly paced?: boolean | undefined },
  { lastScanAt, usualGapMs }: LanePace,
  { now, since }: { readonly now: number; readonly since: number },
): LaneFlow['state'] {
  if (lane.state !== 'live') return 'not-live';
  if (lastScanAt === null) return 'unknown';
  if (lane.paced === false) return 'up';
  // It works, whatever its pace; from a longer silence nothing follows yet.
  if (usualGapMs === undefined) return now - lastScanAt <= SILENT_MS ? 'up' : 'unknown';
  return now - Math.max(lastScanAt, since) > silentFromMs(usualGapMs) ? 'silent' : 'up';
}
