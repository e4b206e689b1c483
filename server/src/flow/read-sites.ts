import type { LaneBody, LaneFlow, SiteFlow, SiteFlowList, SiteRegister, Standing } from '@garita/api';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { type LanePace, laneState, readPace } from './lane-pace.ts';
import type { WalkTables } from './walk-table.ts';

const HOUR_MS = 3_600_000;

export interface SiteQueue {
  readonly waiting: number;
  readonly oldestOpenedAt: number | null;
  readonly late: number;
}

/** What the other rooms know of the sites, as `supervision-sources.ts` hands it over. */
export interface SiteSources {
  readonly database: Database;
  readonly clock: Clock;
  /** When this server began to listen. */
  readonly startedAt: number;
  register(): SiteRegister;
  /** Open cases of this agency's own scans, by site. */
  queue(): Promise<ReadonlyMap<string, SiteQueue>>;
  /** What the trust list in force says of a device now. */
  standing(device: string): Promise<{ readonly configuration: string | null; readonly standing: Standing }>;
}

/** Every site of the register with what stands there and what flowed in the last hour. */
export async function readSites(sources: SiteSources): Promise<SiteFlowList> {
  return (await readFlow(sources)).flow;
}

/** The same, with how fast scans usually come at each lane where that is known, ms between two. */
export async function readFlow(
  sources: SiteSources,
): Promise<{ readonly flow: SiteFlowList; readonly usualGapMs: ReadonlyMap<string, number> }> {
  const at = sources.clock.now();
  const [queue, counts] = await Promise.all([sources.queue(), lastHour(sources.database, at)]);
  const usualGapMs = new Map<string, number>();
  const flowOf = async (lane: LaneBody) => {
    const pace = await readPace(sources.database, lane.id);
    if (pace.usualGapMs !== undefined) usualGapMs.set(lane.id, pace.usualGapMs);
    return laneFlow(lane, pace, counts.ofLane, sources, at);
  };
  const sites: SiteFlow[] = [];
  for (const { id, lanes } of sources.register().sites) {
    const open = queue.get(id);
    sites.push({
      site: id,
      waiting: open?.waiting ?? 0,
      oldestOpenedAt: open?.oldestOpenedAt ?? null,
      late: open?.late ?? 0,
      admittedLastHour: counts.ofSite(id, 'admitted'),
      decidedLastHour: counts.ofSite(id, 'decided'),
      sharedLastHour: counts.ofSite(id, 'shared'),
      lanes: await Promise.all(lanes.map(flowOf)),
    });
  }
  return { flow: { at, sites }, usualGapMs };
}

async function laneFlow(
  lane: LaneBody,
  pace: LanePace,
  count: (lane: string, step: Counted) => number,
  sources: SiteSources,
  now: number,
): Promise<LaneFlow> {
  const listed = lane.device === null ? undefined : await sources.standing(lane.device);
  return {
    lane: lane.id,
    device: lane.device,
    planned: lane.state,
    state: laneState(lane, pace, { now, since: sources.startedAt }),
    lastScanAt: pace.lastScanAt,
    admittedLastHour: count(lane.id, 'admitted'),
    quarantinedLastHour: count(lane.id, 'quarantined'),
    configuration: listed?.configuration ?? null,
    standing: listed?.standing ?? 'unknown',
  };
}

const COUNTED = ['admitted', 'quarantined', 'decided', 'shared'] as const;
type Counted = (typeof COUNTED)[number];

async function lastHour(database: Database, now: number) {
  const rows = await database
    .tables<WalkTables>()
    .selectFrom('walk_events')
    .where('step', 'in', COUNTED)
    .where('at', '>', now - HOUR_MS)
    .where('at', '<=', now)
    .select(['site', 'lane', 'step', (select) => select.fn.countAll<number>().as('count')])
    .groupBy(['site', 'lane', 'step'])
    .execute();
  const sum = (found: typeof rows) => found.reduce((total, { count }) => total + count, 0);
  return {
    ofSite: (site: string, step: Counted) => sum(rows.filter((row) => row.site === site && row.step === step)),
    ofLane: (lane: string, step: Counted) => sum(rows.filter((row) => row.lane === lane && row.step === step)),
  };
}
