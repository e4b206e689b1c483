import type { InspectionBody, InspectionCounts, InspectionQuery } from '@garita/api';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Database } from '../ports/database.ts';
import { shown } from './case-row.ts';
import { type FlagsOf, madeBy, noFlags } from './equipment-flags.ts';
import { keyOf } from './identifiers.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';

type Cases = SelectQueryBuilder<ReviewTables, 'inspections', Record<never, never>>;

/** Fewer characters of a hash or id name too many scans to be meant. */
const PREFIX_CHARACTERS = 4;
/** Sorts behind every text that begins alike. */
const LAST = '\u{10ffff}';

/** The queries of one list: pages are chosen by indexes alone, and only their rows are read. */
export function listQueries(tables: Kysely<ReviewTables>, query: Partial<InspectionQuery>, now: number) {
  const undecided = narrowed(tables, query).where('decided_at', 'is', null);
  const decided = narrowed(tables, query).where('decided_at', 'is not', null);
  const { state } = query;
  return {
    queue: state === 'decided' ? undefined : inState(undecided, state, now),
    decided: state === 'decided' || state === undefined ? decided : undefined,
  };
}

/** In the order in which cases are to be looked at. */
export function queued<Q extends Cases>(query: Q) {
  return query.orderBy('priority', 'desc').orderBy('opened_at').orderBy('scan').select('scan');
}

export function newestDecided<Q extends Cases>(query: Q) {
  return query.orderBy('decided_at', 'desc').orderBy('scan').select('scan');
}

export function countOf<Q extends Cases>(query: Q) {
  return query.select((select) => select.fn.countAll<number>().as('count'));
}

/** One page of the list, and how many cases the query matches. */
export async function listInspections(
  database: Database,
  query: Partial<InspectionQuery>,
  now: number,
  flagsOf: FlagsOf = noFlags,
): Promise<{ readonly inspections: InspectionBody[]; readonly total: number }> {
  const tables = database.tables<ReviewTables>();
  const { offset = 0, limit = 50 } = query;
  const { queue, decided } = listQueries(tables, query, now);
  const count = async (cases: Cases | undefined) =>
    cases ? ((await countOf(cases).executeTakeFirst())?.count ?? 0) : 0;
  const [inQueue, done] = await Promise.all([count(queue), count(decided)]);
  const scans: { scan: string }[] = [];
  if (queue && offset < inQueue) scans.push(...(await queued(queue).limit(limit).offset(offset).execute()));
  const left = limit - scans.length;
  if (decided && left > 0)
    scans.push(
      ...(await newestDecided(decided)
        .limit(left)
        .offset(Math.max(0, offset - inQueue))
        .execute()),
    );
  const rows = await rowsOf(tables, scans);
  const flags = await flagsOf(rows.map(madeBy));
  const inspections = rows.map((row, nth) => ({ ...shown(row, now), flagged: (flags[nth] ?? []).length > 0 }));
  return { inspections, total: inQueue + done };
}

export async function countInspections(database: Database, now: number): Promise<InspectionCounts> {
  const tables = database.tables<ReviewTables>();
  const count = async (state: 'waiting' | 'claimed' | 'decided') => {
    const { queue, decided } = listQueries(tables, { state }, now);
    return (await countOf((queue ?? decided) as Cases).executeTakeFirst())?.count ?? 0;
  };
  const [waiting, claimed, decided] = await Promise.all([count('waiting'), count('claimed'), count('decided')]);
  return { waiting, claimed, decided };
}

async function rowsOf(tables: Kysely<ReviewTables>, scans: readonly { scan: string }[]): Promise<InspectionRow[]> {
  if (scans.length === 0) return [];
  const names = scans.map(({ scan }) => scan);
  const rows = await tables.selectFrom('inspections').selectAll().where('scan', 'in', names).execute();
  const byScan = new Map(rows.map((row) => [row.scan, row]));
  return names.flatMap((scan) => byScan.get(scan) ?? []);
}

function inState(undecided: Cases, state: InspectionQuery['state'], now: number): Cases {
  if (state === 'claimed')
    return undecided.where((where) =>
      where.or([where('claimed_until', '>', now), where('undo_until', 'is not', null)]),
    );
  if (state === 'waiting')
    return undecided
      .where('undo_until', 'is', null)
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<=', now)]));
  return undecided;
}

function narrowed(tables: Kysely<ReviewTables>, query: Partial<InspectionQuery>): Cases {
  const { q, site, lane, kind, origin, alarm, openedBefore } = query;
  let cases: Cases = tables.selectFrom('inspections');
  if (site !== undefined) cases = cases.where('site', '=', site);
  if (lane !== undefined) cases = cases.where('lane', '=', lane);
  if (kind !== undefined) cases = cases.where('ooi_kind', '=', kind);
  if (origin !== undefined) cases = cases.where('origin', '=', origin);
  if (openedBefore !== undefined) cases = cases.where('opened_at', '<', openedBefore);
  if (alarm === 'machine') cases = cases.where('machine_alarm', '=', 1);
  if (alarm === 'radiation') cases = cases.where('radiation_alarm', '=', 1);
  if (alarm === 'any')
    cases = cases.where((where) => where.or([where('machine_alarm', '=', 1), where('radiation_alarm', '=', 1)]));
  const sought = q?.trim() ?? '';
  return sought === '' ? cases : cases.where('scan', 'in', found(tables, sought));
}

/** Scans whose identifiers hold the text somewhere, or whose id or hash begins with it. */
function found(tables: Kysely<ReviewTables>, sought: string) {
  const key = keyOf(sought);
  const start = sought.toLowerCase();
  // A text without a letter or digit is part of nothing.
  const byIdentifier = tables
    .selectFrom('identifier_parts')
    .select('scan')
    .where('part', '>=', key === '' ? LAST : key)
    .where('part', '<', `${key}${LAST}`);
  if (start.length < PREFIX_CHARACTERS || !/^[0-9a-f-]+$/.test(start)) return byIdentifier;
  const begins = (column: 'scan' | 'scan_id') =>
    tables.selectFrom('inspections').select('scan').where(column, '>=', start).where(column, '<', `${start}${LAST}`);
  return byIdentifier.union(begins('scan')).union(begins('scan_id'));
}
