import { createHash } from 'node:crypto';
import { EQUIPMENT_RECORDS, type RecordKind } from '@garita/api';
import {
  type AgencyDescriptor,
  type PublicKind,
  type TrustCrypto,
  TrustError,
  toHex,
  verifyEquipmentDecision,
} from '@garita/trust';
import type { CheckReport } from '../ports/check-report.ts';
import type { Database } from '../ports/database.ts';
import type { BriefingTables } from './briefing/briefing-table.ts';
import { keptDecision } from './kept-decision.ts';
import type { EquipmentDecisionRow, EquipmentRecordRow, RecordTables } from './record-table.ts';

/** As many rows as are held at once: a record may have a mebibyte. */
const ROWS_AT_ONCE = 100;

export interface CheckEquipmentNeeds {
  readonly database: Database;
  readonly crypto: TrustCrypto;
  readonly descriptor: AgencyDescriptor;
  /** Objects of the archive that are as they were kept. */
  readonly sound: ReadonlySet<string>;
  /** Whether the public log entry at this position names this digest as being of this kind. */
  isLogged(kind: PublicKind, digest: Uint8Array, position: number): Promise<boolean>;
}

export interface EquipmentChecked {
  /** Versions of records, evaluations, briefings, and listings that ran out. */
  readonly records: number;
  readonly decisions: number;
  /** Objects of the archive that are documents or briefings here. */
  readonly objects: ReadonlySet<string>;
}

/** What is known of equipment is as it was written and logged, documents are as they were brought, decisions as signed. */
export async function checkEquipment(needs: CheckEquipmentNeeds, report: CheckReport): Promise<EquipmentChecked> {
  const tables = needs.database.tables<RecordTables & BriefingTables>();
  let records = 0;
  for (const table of [
    'equipment_records',
    'equipment_evaluations',
    'equipment_expiries',
    'equipment_briefings',
  ] as const)
    for (let after = -1; ; ) {
      const rows = await tables
        .selectFrom(table)
        .select(['hash', 'bytes', 'log_index'])
        .where('log_index', '>', after)
        .orderBy('log_index')
        .limit(ROWS_AT_ONCE)
        .execute();
      for (const row of rows) await checkBytes(row, needs, report);
      records += rows.length;
      const last = rows.at(-1);
      if (!last) break;
      after = last.log_index;
    }
  const decisions = await tables.selectFrom('equipment_decisions').selectAll().orderBy('at').execute();
  for (const row of decisions) await checkDecision(row, needs, report);
  await checkEvidence(needs, report);
  const documents = await tables.selectFrom('equipment_documents').select('sha256').execute();
  const handedOut = await tables.selectFrom('equipment_briefings').select(['hash', 'pdf_es', 'pdf_en']).execute();
  for (const { hash, pdf_en, pdf_es } of handedOut)
    for (const pdf of [pdf_es, pdf_en].filter((one) => !needs.sound.has(one)))
      report.problem({
        code: 'BRIEFING_ALTERED',
        subject: hash,
        detail: `its PDF ${pdf} is not there as it was handed out`,
      });
  const objects = [
    ...documents.map(({ sha256 }) => sha256),
    ...handedOut.flatMap(({ pdf_en, pdf_es }) => [pdf_es, pdf_en]),
  ];
  return { records, decisions: decisions.length, objects: new Set(objects) };
}

type Kept = Pick<EquipmentRecordRow, 'hash' | 'bytes' | 'log_index'>;

async function checkBytes({ bytes, hash, log_index }: Kept, needs: CheckEquipmentNeeds, report: CheckReport) {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== hash)
    report.problem({ code: 'EQUIPMENT_RECORD_ALTERED', subject: hash, detail: `its bytes now have the hash ${found}` });
  if (!(await needs.isLogged('equipment-record', Buffer.from(hash, 'hex'), log_index)))
    report.problem({
      code: 'EQUIPMENT_RECORD_NOT_LOGGED',
      subject: hash,
      detail: `the log does not name it at ${log_index}`,
    });
}

/** An officer who left since is no fault of the decision; whoever altered it is found by the others' signatures and the log. */
async function checkDecision(row: EquipmentDecisionRow, needs: CheckEquipmentNeeds, report: CheckReport) {
  const altered = (detail: string) => report.problem({ code: 'EQUIPMENT_DECISION_ALTERED', subject: row.hash, detail });
  try {
    const signed = await verifyEquipmentDecision(needs.crypto, row.cose, needs.descriptor, row.at);
    if (toHex(signed.payloadHash) !== row.hash) altered('it is another decision');
    else if (!says(row, signed)) altered('its row says something else than was signed');
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    if (error.code !== 'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED') altered(error.message);
  }
  if (row.state !== 'in-force') return;
  const place = row.log_index ?? -1;
  if (!(await needs.isLogged('equipment-decision', Buffer.from(row.hash, 'hex'), place)))
    report.problem({
      code: 'EQUIPMENT_DECISION_NOT_LOGGED',
      subject: row.hash,
      detail: `the log does not name it at ${place}`,
    });
}

function says(row: EquipmentDecisionRow, signed: Awaited<ReturnType<typeof verifyEquipmentDecision>>): boolean {
  const kept = keptDecision(row);
  const { subject, seq, to } = signed;
  const signers = kept.signers.map(({ officer }) => officer);
  return (
    subject.kind === row.kind &&
    subject.id === row.id &&
    seq === row.seq &&
    to === row.to_state &&
    signers.join(' ') === signed.signers.join(' ') &&
    (row.state !== 'in-force' || signers.length >= row.needed)
  );
}

/** A document that any version of a record names is in the archive as it was brought. */
async function checkEvidence({ database, sound }: CheckEquipmentNeeds, report: CheckReport): Promise<void> {
  const kinds: readonly RecordKind[] = ['evidence', 'assertion'];
  const rows = await database
    .tables<RecordTables>()
    .selectFrom('equipment_records')
    .select(['kind', 'id', 'version', 'bytes'])
    .where('kind', 'in', kinds)
    .orderBy('log_index')
    .execute();
  for (const { bytes, id, kind, version } of rows) {
    const document = documentOf(kind, bytes);
    if (document === undefined || sound.has(document)) continue;
    const subject = `${kind} ${id}, version ${version}`;
    report.problem({
      code: 'EVIDENCE_ALTERED',
      subject,
      detail: `its document ${document} is not there as it was brought`,
    });
  }
}

/** `undefined` also where the record cannot be read any more: its own check has told of that. */
function documentOf(kind: RecordKind, bytes: Uint8Array): string | undefined {
  try {
    const { body } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const read = EQUIPMENT_RECORDS[kind].parse(body);
    return 'document' in read ? read.document?.sha256 : undefined;
  } catch {
    return undefined;
  }
}
