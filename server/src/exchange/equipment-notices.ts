import type { EquipmentFlag, ReasonBody } from '@garita/api';
import { type EquipmentDecision, readEquipmentDecision, takesTrustAway, toHex } from '@garita/trust';
import type { Database, Tx } from '../ports/database.ts';
import type { EquipmentNoticeRow, EquipmentNoticeTables } from './equipment-table.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

/** States in which equipment is believed again. */
const BELIEVED: ReadonlySet<string> = new Set(['listed', 'active']);

/** A decision about equipment as its room puts it in force. */
export interface EquipmentDecided {
  /** SHA-256 of the payload, hex. */
  readonly hash: string;
  readonly decision: Pick<EquipmentDecision, 'subject' | 'seq' | 'to'>;
  /** As signed. */
  readonly cose: Uint8Array;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Whether a decision takes trust in equipment away or gives it back: only such are the partner's matter. */
export function isNotice({ to }: Pick<EquipmentDecision, 'to'>): boolean {
  return takesTrustAway({ to }) || BELIEVED.has(to);
}

/**
 * Puts a decision of ours on its way to the partner, in the transaction that puts it in force. One that gives trust goes
 * only where the partner heard before that it was taken.
 */
export async function offerNotice(tx: Tx, decided: EquipmentDecided, agency: string): Promise<void> {
  const { decision } = decided;
  if (!isNotice(decision)) return;
  if (!takesTrustAway(decision) && (await newestNotice(tx, agency, decision.subject)) === undefined) return;
  await insertNotice(tx, { ...rowOf(decided, agency), due: 1 });
}

/** False when it was there before. */
export async function insertNotice(tx: Tx, row: EquipmentNoticeRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .tables<EquipmentNoticeTables>()
    .insertInto('exchange_equipment')
    .values(row)
    .onConflict((conflict) => conflict.column('decision').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export function rowOf({ at, cose, decision, hash }: EquipmentDecided, agency: string): EquipmentNoticeRow {
  const { seq, subject, to } = decision;
  return {
    ...{ decision: hash, agency, kind: subject.kind, subject: subject.id, seq, to_state: to, cose, kept_at: at },
    ...{ log_index: null, due: 0, attempts: 0, next_at: 0, last_error: null },
  };
}

/** The newest by its place among the decisions about the subject, whenever it arrived. */
function newestNotice(
  from: Database | Tx,
  agency: string,
  subject: EquipmentDecision['subject'],
): Promise<EquipmentNoticeRow | undefined> {
  return from
    .tables<EquipmentNoticeTables>()
    .selectFrom('exchange_equipment')
    .selectAll()
    .where('agency', '=', agency)
    .where('kind', '=', subject.kind)
    .where('subject', '=', subject.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What the partner's own decisions took trust away from, newest first, as flags on its scans. */
export async function partnerFlags({
  database,
  partner,
}: Pick<ExchangeNeeds, 'database' | 'partner'>): Promise<readonly EquipmentFlag[]> {
  const rows = await database
    .tables<EquipmentNoticeTables>()
    .selectFrom('exchange_equipment')
    .selectAll()
    .where('agency', '=', partner.agency)
    .orderBy('kept_at', 'desc')
    .execute();
  // The partner says how many there are: each subject's are looked through, never all of them for each.
  const believed = Map.groupBy(
    rows.filter(({ to_state: to }) => BELIEVED.has(to)),
    nameOf,
  );
  return rows
    .filter(({ to_state: to }) => takesTrustAway({ to }))
    .map((row) => {
      const { reason, es, en, at, compromisedSince } = readEquipmentDecision(row.cose);
      const back = (believed.get(nameOf(row)) ?? []).filter(({ seq }) => seq > row.seq);
      return {
        agency: row.agency,
        subject: { kind: row.kind, id: row.subject },
        state: row.to_state === 'removed' ? 'removed' : 'suspended',
        ...{ reason, words: { es, en }, since: Math.min(at, row.kept_at), compromisedSince, decision: row.decision },
        restoredAt: back.length === 0 ? null : Math.min(...back.map(({ kept_at }) => kept_at)),
      };
    });
}

function nameOf({ kind, subject }: EquipmentNoticeRow): string {
  return `${kind} ${subject}`;
}

/**
 * Why a scan of the partner's is not taken: the partner itself has taken trust from its equipment, and the list it was
 * admitted under does not answer that. Whatever the order in which they arrive, the newest decision counts.
 */
export async function noticeRefusals(
  scan: {
    readonly statement: { readonly device: string; readonly configuration: string };
    readonly answers: readonly Uint8Array[];
  },
  { database, partner }: Pick<ExchangeNeeds, 'database' | 'partner'>,
): Promise<readonly ReasonBody[]> {
  const { configuration, device } = scan.statement;
  const reasons: ReasonBody[] = [];
  for (const subject of [
    { kind: 'configuration', id: configuration },
    { kind: 'device', id: device },
  ] as const) {
    const row = await newestNotice(database, partner.agency, subject);
    if (!row || !takesTrustAway({ to: row.to_state })) continue;
    if (scan.answers.some((answered) => toHex(answered) === row.decision)) continue;
    const { reason: code, es, en } = readEquipmentDecision(row.cose);
    const state = row.to_state === 'removed' ? 'REMOVED' : 'SUSPENDED';
    reasons.push({
      code: `${subject.kind.toUpperCase()}_${state}`,
      detail: `${partner.agency} itself decided so of ${subject.id}: ${row.decision}`,
      notice: [{ code, es, en }],
    });
  }
  return reasons;
}
