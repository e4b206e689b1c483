import type { InspectionBody } from '@garita/api';
import type { Kysely } from 'kysely';
import { Refusal } from '../http/refusal.ts';
import type { InspectionRow, ReviewTables } from './inspection-table.ts';

/** Throws INSPECTION_UNKNOWN. */
export async function caseOf(tables: Kysely<ReviewTables>, scan: string): Promise<InspectionRow> {
  const row = await tables.selectFrom('inspections').selectAll().where('scan', '=', scan).executeTakeFirst();
  if (!row) throw new Refusal(404, 'INSPECTION_UNKNOWN', `there is no inspection of scan ${scan.slice(0, 64)}`);
  return row;
}

/** Who holds the case now; nobody once the claim has lapsed. A decision that can still be undone keeps it held. */
export function holder(row: InspectionRow, now: number): string | undefined {
  if (row.claimed_by === null) return undefined;
  return row.undo_until !== null || (row.claimed_until ?? 0) > now ? row.claimed_by : undefined;
}

/** A case as the API has it. */
export function shown(row: InspectionRow, now: number): InspectionBody {
  const by = holder(row, now) ?? null;
  return {
    scan: row.scan,
    scanId: row.scan_id,
    agency: row.agency,
    origin: row.origin,
    device: row.device,
    site: row.site,
    lane: row.lane,
    direction: row.direction,
    ooiKind: row.ooi_kind as InspectionBody['ooiKind'],
    ids: JSON.parse(row.ids),
    priority: row.priority,
    capturedAt: row.captured_at,
    openedAt: row.opened_at,
    targetAt: row.target_at,
    state: row.decided_at !== null ? 'decided' : by === null ? 'waiting' : 'claimed',
    claimedBy: by,
    claimedUntil: by === null ? null : row.claimed_until,
    undoUntil: row.undo_until,
    decision: row.verdict as InspectionBody['decision'],
    decidedAt: row.decided_at,
    secondAfter: row.second_after,
    partnerDecision: row.partner_verdict as InspectionBody['partnerDecision'],
    findings: row.findings,
    machineAlarm: alarm(row.machine_alarm),
    radiationAlarm: alarm(row.radiation_alarm),
    outcome: row.outcome as InspectionBody['outcome'],
    sample: row.sample === 1,
  };
}

export function alarm(kept: number | null): boolean | null {
  return kept === null ? null : kept === 1;
}

export function keptAlarm(said: boolean | null): number | null {
  return said === null ? null : Number(said);
}
