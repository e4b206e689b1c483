import type { RecordTables } from './equipment/record-table.ts';
import type { SigningTables } from './equipment/signing-table.ts';
import type { EquipmentTables } from './equipment/trust-list-table.ts';
import type { ExchangeTables } from './exchange/exchange-table.ts';
import type { ScanTables } from './ingest/scan-table.ts';
import type { LogTables } from './log/log-table.ts';
import type { CheckReport } from './ports/check-report.ts';
import type { Database } from './ports/database.ts';
import type { ReviewTables } from './review/inspection-table.ts';

type Tables = LogTables & ScanTables & ReviewTables & ExchangeTables & EquipmentTables & RecordTables & SigningTables;

/**
 * What the log says happened is still known: each entry has its row. The rooms check the other way, that each row has
 * its entry; a row that somebody deleted is only missed here.
 */
export async function checkRecords(database: Database, report: CheckReport): Promise<void> {
  const tables = database.tables<Tables>();
  const rows = {
    scan: tables.selectFrom('scans').select('leaf_hash as leaf'),
    decision: tables.selectFrom('decisions').select('leaf_hash as leaf'),
    outcome: tables.selectFrom('outcomes').select('leaf_hash as leaf'),
    share: tables.selectFrom('exchange_shares').select('leaf'),
    received: tables.selectFrom('exchange_received').select('entry_leaf as leaf').where('entry_leaf', 'is not', null),
  };
  const questions = tables.selectFrom('exchange_questions');
  const kinds = [
    ['scan-admitted', rows.scan],
    ['scan-quarantined', rows.scan],
    ['decision', rows.decision],
    ['outcome', rows.outcome],
    ['share', rows.share],
    ['received', rows.received],
    ['question', questions.select('leaf')],
    ['answer', questions.select('answer_leaf as leaf').where('answer_leaf', 'is not', null)],
  ] as const;
  for (const [kind, known] of kinds) await reportLost(kind, { column: 'leaf_hash', known }, database, report);
  await checkPublicKept(database, report);
  await checkReceiptsKept(database, report);
}

/** Of public kinds, whose rows name their place in the log. */
async function checkPublicKept(database: Database, report: CheckReport): Promise<void> {
  const tables = database.tables<Tables>();
  const records = tables
    .selectFrom('equipment_records')
    .select('log_index')
    .unionAll(tables.selectFrom('equipment_evaluations').select('log_index'))
    .unionAll(tables.selectFrom('equipment_expiries').select('log_index'));
  const decisions = tables.selectFrom('equipment_decisions').where('log_index', 'is not', null);
  // The partner's decisions about its own equipment are named in our log, too.
  const ofPartner = tables.selectFrom('exchange_equipment').where('log_index', 'is not', null);
  const kinds = [
    ['trust-list', tables.selectFrom('trust_lists').select('log_index')],
    ['equipment-record', records],
    ['equipment-decision', decisions.select('log_index').unionAll(ofPartner.select('log_index'))],
    ['credential', tables.selectFrom('equipment_credentials').select('log_index')],
    ['status-list', tables.selectFrom('equipment_status_lists').select('log_index')],
  ] as const;
  for (const [kind, known] of kinds) await reportLost(kind, { column: 'position', known }, database, report);
}

/** Each entry of a kind that no known row answers to. */
async function reportLost(
  kind: string,
  { column, known }: { readonly column: 'leaf_hash' | 'position'; readonly known: unknown },
  database: Database,
  report: CheckReport,
): Promise<void> {
  const orphans = await database
    .tables<Tables>()
    .selectFrom('log_entries')
    .select('position')
    .where('kind', '=', kind)
    // biome-ignore lint/suspicious/noExplicitAny: the sub-queries differ in table, not in the one column they give.
    .where(column, 'not in', known as any)
    .orderBy('position')
    .execute();
  for (const { position } of orphans)
    report.problem({ code: 'RECORD_LOST', subject: `entry ${position}`, detail: `${kind}: the database lost its row` });
}

/** One receipted entry for each receipt that is kept: written in one transaction. */
async function checkReceiptsKept(database: Database, report: CheckReport): Promise<void> {
  const tables = database.tables<Tables>();
  const logged = await tables
    .selectFrom('log_entries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('kind', '=', 'receipted')
    .executeTakeFirstOrThrow();
  const kept = await tables
    .selectFrom('exchange_shares')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('receipt', 'is not', null)
    .executeTakeFirstOrThrow();
  if (logged.count !== kept.count)
    report.problem({
      code: 'RECORD_LOST',
      subject: 'receipts',
      detail: `the log tells of ${logged.count} and ${kept.count} are kept`,
    });
}
