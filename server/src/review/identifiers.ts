import type { PriorScan } from '@garita/api';
import type { ScanStatement } from '@garita/trust';
import type { Kysely } from 'kysely';
import type { Tx } from '../ports/database.ts';
import type { IdentifierPartRow, InspectionRow, ReviewTables } from './inspection-table.ts';

type Identifier = ScanStatement['ooi']['ids'][number];

const PRIOR_SCANS = 20;
/** SQLite binds 32,766 values in one statement; five a row. */
const ROWS_AT_ONCE = 1000;

/** As identifiers are compared: letters and digits in upper case, so that `abc-12 3` is `ABC123`. */
export function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Makes a case findable by any part of its identifiers. A statement has 8 of 64 characters: at most 512 rows. */
export async function keepIdentifiers(
  tx: Tx,
  scan: string,
  capturedAt: number,
  ids: readonly Identifier[],
): Promise<void> {
  const rows = new Map<string, IdentifierPartRow>();
  for (const { type, value } of ids) {
    // NFKC may make several letters of one: no more than the statement could have held.
    const letters = [...keyOf(value)].slice(0, 64);
    for (const start of letters.keys()) {
      const row = {
        part: letters.slice(start).join(''),
        whole: start === 0 ? 1 : 0,
        type,
        captured_at: capturedAt,
        scan,
      };
      rows.set(`${row.whole} ${row.type} ${row.part}`, row);
    }
  }
  const values = [...rows.values()];
  for (let from = 0; from < values.length; from += ROWS_AT_ONCE)
    await tx
      .tables<ReviewTables>()
      .insertInto('identifier_parts')
      .values(values.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Earlier scans, of both agencies, that carried one of this case's identifiers: the newest first. */
export async function priorScans(tables: Kysely<ReviewTables>, row: InspectionRow): Promise<PriorScan[]> {
  const found = new Map<string, PriorScan>();
  for (const matched of JSON.parse(row.ids) as Identifier[]) {
    const key = keyOf(matched.value);
    if (key === '') continue;
    const scans = await tables
      .selectFrom('identifier_parts')
      .innerJoin('inspections', 'inspections.scan', 'identifier_parts.scan')
      .select(['inspections.scan', 'inspections.captured_at', 'site', 'lane', 'agency', 'verdict'])
      .where('part', '=', key)
      .where('whole', '=', 1)
      .where('type', '=', matched.type)
      .where('identifier_parts.captured_at', '<=', row.captured_at)
      .where('identifier_parts.scan', '!=', row.scan)
      .orderBy('identifier_parts.captured_at', 'desc')
      .orderBy('identifier_parts.scan', 'desc')
      .limit(PRIOR_SCANS)
      .execute();
    for (const { scan, captured_at: capturedAt, site, lane, agency, verdict } of scans)
      if (!found.has(scan))
        found.set(scan, { scan, capturedAt, site, lane, agency, matched, decision: verdict as PriorScan['decision'] });
  }
  return [...found.values()].sort((one, other) => other.capturedAt - one.capturedAt).slice(0, PRIOR_SCANS);
}
