import type { AlarmList } from '@garita/api';
import { sql } from 'kysely';
import type { Database } from '../ports/database.ts';
import { type AlarmFacts, findAlarms } from './find-alarms.ts';
import { readFlow, type SiteSources } from './read-sites.ts';
import type { WalkTables } from './walk-table.ts';

const HOUR_MS = 3_600_000;

/** What the other rooms know, as `supervision-sources.ts` hands it over. */
export interface AlarmSources extends SiteSources {
  log(): AlarmFacts['log'];
  partner(): Promise<AlarmFacts['partner']>;
  trustList(): Promise<AlarmFacts['trustList']>;
  descriptors(): AlarmFacts['descriptors'];
  disk(): AlarmFacts['disk'];
}

export async function readAlarms(sources: AlarmSources): Promise<AlarmList> {
  const { flow, usualGapMs } = await readFlow(sources);
  const partner = await sources.partner();
  const facts: AlarmFacts = {
    at: flow.at,
    log: sources.log(),
    ...(partner ? { partner } : {}),
    trustList: await sources.trustList(),
    descriptors: sources.descriptors(),
    disk: sources.disk(),
    flow,
    usualGapMs,
    lastHour: await lastHour(sources.database, flow.at),
  };
  return { at: flow.at, alarms: findAlarms(facts) };
}

/** Scans judged within the hour; the quarantined ones by the first of their reasons. */
async function lastHour(database: Database, now: number): Promise<AlarmFacts['lastHour']> {
  const judged = database
    .tables<WalkTables>()
    .selectFrom('walk_events')
    .where('at', '>', now - HOUR_MS)
    .where('at', '<=', now);
  const admitted = await judged
    .where('step', '=', 'admitted')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const code = sql<string | null>`json_extract(event, '$.reasons[0].code')`;
  const quarantined = await judged
    .where('step', '=', 'quarantined')
    .select([code.as('code'), (select) => select.fn.countAll<number>().as('count')])
    .groupBy(code)
    .execute();
  return {
    admitted: admitted.count,
    quarantined: new Map(quarantined.map(({ code, count }) => [code ?? 'UNKNOWN', count])),
  };
}
