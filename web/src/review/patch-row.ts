import type { InspectionBody, WalkEvent } from '@garita/api';

/** A row after an event of its scan, as far as the event tells; the same row when it changes nothing. */
export function patchedRow(row: InspectionBody, event: WalkEvent): InspectionBody {
  if (event.scan !== row.scan) return row;
  const holder = event.by ?? null;
  switch (event.step) {
    case 'claimed':
      return { ...row, ...undecided(row, 'claimed'), claimedBy: holder, claimedUntil: event.until ?? null };
    case 'given-back':
      return { ...row, ...undecided(row, 'waiting'), claimedBy: null, claimedUntil: null };
    case 'undone':
      return {
        ...row,
        ...undecided(row, 'claimed'),
        claimedBy: holder,
        claimedUntil: event.until ?? null,
        undoUntil: null,
      };
    default:
      return row;
  }
}

/** Events after which a row must be asked for: they tell less than the row shows. */
export function asksForRow({ step }: WalkEvent): boolean {
  return step === 'decided' || step === 'pictured' || step === 'partner-decided' || step === 'outcome';
}

/** Events that bring a case into the list: of our own scans and of the partner's. */
export function opensCase({ step }: WalkEvent): boolean {
  return step === 'admitted' || step === 'partner-received';
}

/** A claim that has run out is nobody's, also before anybody says so. */
export function rowAt(row: InspectionBody, now: number): InspectionBody {
  const lapsed = row.claimedBy !== null && row.undoUntil === null && (row.claimedUntil ?? 0) <= now;
  return lapsed ? { ...row, ...undecided(row, 'waiting'), claimedBy: null, claimedUntil: null } : row;
}

/** Somebody may hold a decided case for another decision: it stays decided. */
function undecided({ state }: InspectionBody, now: 'claimed' | 'waiting'): Pick<InspectionBody, 'state'> {
  return { state: state === 'decided' ? state : now };
}
