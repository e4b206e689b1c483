import type { Rates } from '@garita/api';
import { sql } from 'kysely';
import type { Database } from '../ports/database.ts';
import { quantile } from './quantile.ts';
import type { WalkTables } from './walk-table.ts';

const MINUTE_MS = 60_000;

/** Column of the answer that a step counts in. */
const COLUMNS = {
  admitted: 'admitted',
  quarantined: 'quarantined',
  decided: 'decided',
  shared: 'shared',
  receipted: 'receipted',
  'partner-received': 'received',
} as const;
type Column = (typeof COLUMNS)[keyof typeof COLUMNS];
const STEPS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** A case is opened by one of these steps. */
const OPENING = ['admitted', 'partner-received'];

interface Span {
  /** Milliseconds since 1970; the first inside, the last not. */
  readonly from: number;
  readonly to: number;
  readonly site: string | undefined;
}

/** How many scans took each step in each of the last `minutes`, the running one included, of the events kept. */
export async function readRates(
  database: Database,
  query: { readonly minutes: number; readonly site?: string | undefined },
  now: number,
): Promise<Rates> {
  const to = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
  const span: Span = { from: to - query.minutes * MINUTE_MS, to, site: query.site };
  const [counts, decisions, receipts] = await Promise.all([
    countsByMinute(database, span),
    decisionTimes(database, span),
    receiptTimes(database, span),
  ]);
  const byMinute = Map.groupBy(decisions, ({ at }) => Math.floor((at - span.from) / MINUTE_MS));
  const minutes = Array.from({ length: query.minutes }, (_, nth) => ({
    at: span.from + nth * MINUTE_MS,
    ...Object.fromEntries(Object.values(COLUMNS).map((column) => [column, counts.get(`${nth} ${column}`) ?? 0])),
    ...quantiles(byMinute.get(nth) ?? []),
  })) as Rates['minutes'];
  const times = receipts.map(({ ms }) => ms);
  return {
    from: span.from,
    minutes,
    ...quantiles(decisions),
    receiptP50: quantile(times, 0.5) ?? null,
    receiptP95: quantile(times, 0.95) ?? null,
  };
}

function quantiles(decisions: readonly { readonly ms: number }[]) {
  const times = decisions.map(({ ms }) => ms);
  return { decisionP50: quantile(times, 0.5) ?? null, decisionP95: quantile(times, 0.95) ?? null };
}

async function countsByMinute(database: Database, { from, to, site }: Span): Promise<Map<string, number>> {
  let events = database
    .tables<WalkTables>()
    .selectFrom('walk_events')
    .where('step', 'in', STEPS)
    .where('at', '>=', from)
    .where('at', '<', to);
  if (site !== undefined) events = events.where('site', '=', site);
  // A number that is bound is a float to SQLite: the division would be, too.
  const minute = sql<number>`cast((at - ${from}) / ${MINUTE_MS} as integer)`;
  const rows = await events
    .select(['step', minute.as('minute'), (select) => select.fn.countAll<number>().as('count')])
    .groupBy(['step', minute])
    .execute();
  const columnOf = (step: string): Column => COLUMNS[step as keyof typeof COLUMNS];
  return new Map(rows.map(({ step, minute, count }) => [`${minute} ${columnOf(step)}`, count]));
}

/** From opening to the first decision of each case whose opening is kept. */
async function decisionTimes(database: Database, { from, to, site }: Span) {
  let decided = database
    .tables<WalkTables>()
    .selectFrom('walk_events as decided')
    .innerJoin('walk_events as opened', 'opened.scan', 'decided.scan')
    .where('decided.step', '=', 'decided')
    .where('decided.at', '>=', from)
    .where('decided.at', '<', to)
    .where('opened.step', 'in', OPENING)
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('walk_events as earlier')
            .select('earlier.id')
            .whereRef('earlier.scan', '=', 'decided.scan')
            .where('earlier.step', '=', 'decided')
            .whereRef('earlier.id', '<', 'decided.id'),
        ),
      ),
    );
  if (site !== undefined) decided = decided.where('decided.site', '=', site);
  const rows = await decided
    .select(['decided.at', (select) => select.fn.min('opened.at').as('opened')])
    .groupBy(['decided.id', 'decided.at'])
    .execute();
  return rows.map(({ at, opened }) => ({ at, ms: Math.max(0, at - Number(opened)) }));
}

/** From capture to the partner's receipt. */
async function receiptTimes(database: Database, { from, to, site }: Span): Promise<{ ms: number }[]> {
  let receipted = database
    .tables<WalkTables>()
    .selectFrom('walk_events')
    .where('step', '=', 'receipted')
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('ms', 'is not', null);
  if (site !== undefined) receipted = receipted.where('site', '=', site);
  const rows = await receipted.select('ms').execute();
  return rows.map(({ ms }) => ({ ms: ms ?? 0 }));
}
