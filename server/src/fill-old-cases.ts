import type { ReviewRules } from '@garita/review';
import { readStatement } from '@garita/trust';
import type { ScanTables } from './ingest/scan-table.ts';
import type { Database } from './ports/database.ts';
import type { ReviewTables } from './review/inspection-table.ts';
import { fillOldCase } from './review/open-case.ts';

const CASES_AT_ONCE = 500;

/** Gives cases that an earlier version opened what it did not keep with them, from the statements of their scans. */
export async function fillOldCases(database: Database, rules: ReviewRules): Promise<void> {
  for (;;) {
    const old = await database
      .tables<ReviewTables & ScanTables>()
      .selectFrom('inspections')
      .innerJoin('scans', 'scans.scan', 'inspections.scan')
      .select(['inspections.scan', 'scans.statement'])
      .where('inspections.statement', 'is', null)
      .limit(CASES_AT_ONCE)
      .execute();
    if (old.length === 0) return;
    await database.transaction(async (tx) => {
      for (const { scan, statement } of old)
        await fillOldCase(tx, rules, { scan, statement, parsed: readStatement(statement) });
    });
  }
}
