import { createHash } from 'node:crypto';
import { readDecision, readRecord } from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { DecisionRow, ReviewTables } from './inspection-table.ts';

const ROWS_AT_ONCE = 500;

export interface CheckDecisionsNeeds {
  readonly database: Database;
  opening(leafHash: string): ReturnType<TransparencyLog['opening']>;
}

/** Every decision is as it was signed, and logged as what it is. Returns how many there are. */
export async function checkDecisions(needs: CheckDecisionsNeeds, report: CheckReport): Promise<number> {
  let decisions = 0;
  for (let next = -1; ; ) {
    const rows = await needs.database
      .tables<ReviewTables>()
      .selectFrom('decisions')
      .selectAll()
      .where('log_index', '>', next)
      .orderBy('log_index')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const row of rows) await checkDecision(row, needs, report);
    decisions += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return decisions;
    next = last.log_index;
  }
}

async function checkDecision(row: DecisionRow, needs: CheckDecisionsNeeds, report: CheckReport): Promise<void> {
  const hash = createHash('sha256').update(row.cose).digest('hex');
  if (hash !== row.decision)
    report.problem({ code: 'DECISION_ALTERED', subject: row.decision, detail: `its bytes now have the hash ${hash}` });
  else
    for (const [what, kept, signed] of differences(row))
      report.problem({
        code: 'DECISION_ALTERED',
        subject: row.decision,
        detail: `its row says ${what} ${kept}, and signed was ${signed}`,
      });
  const entry = await needs.opening(row.leaf_hash);
  const event = entry && readRecord(entry.opening.record);
  const isLogged =
    event?.kind === 'decision' &&
    entry?.index === row.log_index &&
    Buffer.from(event.decision).toString('hex') === row.decision &&
    Buffer.from(event.scan).toString('hex') === row.scan;
  if (!isLogged)
    report.problem({
      code: 'DECISION_NOT_LOGGED',
      subject: row.decision,
      detail: `the log has no decision entry for it at ${row.log_index}`,
    });
}

/** What people are shown comes from the row's columns: they must say what was signed. */
function differences({ by, cose, signed_at, verdict }: DecisionRow) {
  const signed = readDecision(cose);
  const pairs = [
    ['by', by, signed.by],
    ['verdict', verdict, signed.decision],
    ['signed at', signed_at, signed.at],
  ] as const;
  return pairs.filter(([, kept, said]) => kept !== said);
}
