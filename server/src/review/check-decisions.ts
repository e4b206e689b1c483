import { createHash } from 'node:crypto';
import { readDecision, readOutcome, readRecord } from '@garita/trust';
import type { Kysely } from 'kysely';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { TransparencyLog } from '../ports/transparency-log.ts';
import type { DecisionRow, OutcomeRow, ReviewTables } from './inspection-table.ts';

const ROWS_AT_ONCE = 500;

export interface CheckDecisionsNeeds {
  readonly database: Database;
  /** Objects of the archive that are as they were kept. */
  readonly sound: ReadonlySet<string>;
  opening(leafHash: string): ReturnType<TransparencyLog['opening']>;
}

export interface DecisionsChecked {
  readonly decisions: number;
  readonly outcomes: number;
  /** Objects of the archive that decisions refer to: their reports. */
  readonly objects: ReadonlySet<string>;
}

/** Every decision and outcome is as it was signed, and logged as what it is; every report is there. */
export async function checkDecisions(needs: CheckDecisionsNeeds, report: CheckReport): Promise<DecisionsChecked> {
  const tables = needs.database.tables<ReviewTables>();
  const decisions = await inOrder(
    (after) =>
      tables
        .selectFrom('decisions')
        .selectAll()
        .where('log_index', '>', after)
        .orderBy('log_index')
        .limit(ROWS_AT_ONCE)
        .execute(),
    (row) => checkDecision(row, needs, report),
  );
  const outcomes = await inOrder(
    (after) =>
      tables
        .selectFrom('outcomes')
        .selectAll()
        .where('log_index', '>', after)
        .orderBy('log_index')
        .limit(ROWS_AT_ONCE)
        .execute(),
    (row) => checkOutcome(row, needs, report),
  );
  await checkPartnerDecisions(tables, report);
  await checkPending(tables, report);
  return { decisions, outcomes, objects: await checkReports(tables, needs.sound, report) };
}

async function inOrder<Row extends { readonly log_index: number }>(
  rowsAfter: (position: number) => Promise<readonly Row[]>,
  check: (row: Row) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let after = -1; ; ) {
    const rows = await rowsAfter(after);
    for (const row of rows) await check(row);
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return count;
    after = last.log_index;
  }
}

async function checkDecision(row: DecisionRow, needs: CheckDecisionsNeeds, report: CheckReport): Promise<void> {
  checkSigned(row.decision, row.cose, () => decisionPairs(row), 'DECISION_ALTERED', report);
  const entry = await needs.opening(row.leaf_hash);
  const event = entry && readRecord(entry.opening.record);
  const isLogged =
    event?.kind === 'decision' &&
    entry?.index === row.log_index &&
    hexOf(event.decision) === row.decision &&
    hexOf(event.scan) === row.scan;
  if (!isLogged)
    report.problem({
      code: 'DECISION_NOT_LOGGED',
      subject: row.decision,
      detail: `the log has no decision entry for it at ${row.log_index}`,
    });
}

async function checkOutcome(row: OutcomeRow, needs: CheckDecisionsNeeds, report: CheckReport): Promise<void> {
  const pairs = () => {
    const signed = readOutcome(row.cose);
    return [
      ['by', row.by, signed.by],
      ['result', row.result, signed.result],
      ['signed at', row.signed_at, signed.at],
      ['scan', row.scan, hexOf(signed.scan)],
    ] as const;
  };
  checkSigned(row.outcome, row.cose, pairs, 'OUTCOME_ALTERED', report);
  const entry = await needs.opening(row.leaf_hash);
  const event = entry && readRecord(entry.opening.record);
  const isLogged =
    event?.kind === 'outcome' &&
    entry?.index === row.log_index &&
    hexOf(event.outcome) === row.outcome &&
    hexOf(event.scan) === row.scan;
  if (!isLogged)
    report.problem({
      code: 'OUTCOME_NOT_LOGGED',
      subject: row.outcome,
      detail: `the log has no outcome entry for it at ${row.log_index}`,
    });
}

/** What people are shown comes from the row's columns: they must say what was signed. */
function decisionPairs(row: Omit<DecisionRow, 'log_index' | 'leaf_hash' | 'received_at'>) {
  const signed = readDecision(row.cose);
  return [
    ['by', row.by, signed.by],
    ['verdict', row.verdict, signed.decision],
    ['signed at', row.signed_at, signed.at],
    ['scan', row.scan, hexOf(signed.scan)],
    ['report', row.report, signed.report && hexOf(signed.report)],
  ] as const;
}

function checkSigned(
  subject: string,
  cose: Uint8Array,
  pairs: () => readonly (readonly [what: string, kept: unknown, signed: unknown])[],
  code: 'DECISION_ALTERED' | 'OUTCOME_ALTERED',
  report: CheckReport,
): void {
  const hash = createHash('sha256').update(cose).digest('hex');
  if (hash !== subject) report.problem({ code, subject, detail: `its bytes now have the hash ${hash}` });
  else
    for (const [what, kept, signed] of pairs())
      if (kept !== signed)
        report.problem({ code, subject, detail: `its row says ${what} ${kept}, and signed was ${signed}` });
}

/** The exchange room checks that they were received; here, that what is shown of them is what was signed. */
async function checkPartnerDecisions(tables: Kysely<ReviewTables>, report: CheckReport): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tables
      .selectFrom('partner_decisions')
      .selectAll()
      .where('decision', '>', after)
      .orderBy('decision')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const row of rows)
      checkSigned(
        row.decision,
        row.cose,
        () => decisionPairs({ ...row, report: null }).slice(0, 4),
        'DECISION_ALTERED',
        report,
      );
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.decision;
  }
}

/** Waiting decisions are few: each waits for seconds. Those that were undone are looked at, too. */
async function checkPending(tables: Kysely<ReviewTables>, report: CheckReport): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await tables
      .selectFrom('pending_decisions')
      .selectAll()
      .where('decision', '>', after)
      .orderBy('decision')
      .limit(ROWS_AT_ONCE)
      .execute();
    for (const row of rows) {
      const pairs = () => {
        const signed = readDecision(row.cose);
        return [
          ['by', row.by, signed.by],
          ['scan', row.scan, hexOf(signed.scan)],
        ] as const;
      };
      checkSigned(row.decision, row.cose, pairs, 'DECISION_ALTERED', report);
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.decision;
  }
}

async function checkReports(
  tables: Kysely<ReviewTables>,
  sound: ReadonlySet<string>,
  report: CheckReport,
): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  const rows = await tables.selectFrom('decisions').select('report').where('report', 'is not', null).execute();
  for (const { report: name } of rows) {
    if (name === null || named.has(name)) continue;
    named.add(name);
    if (!sound.has(name))
      report.problem({ code: 'REPORT_LOST', subject: name, detail: 'a decision names it, and the archive has it not' });
  }
  // Of decisions that wait or were taken back: kept, and no loss without them.
  const kept = await tables.selectFrom('operator_reports').select('report').execute();
  return new Set([...named, ...kept.map((row) => row.report)].filter((name) => sound.has(name)));
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
