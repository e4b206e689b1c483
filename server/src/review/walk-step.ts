import type { WalkEvent } from '@garita/api';
import type { Tx } from '../ports/database.ts';
import type { InspectionRow } from './inspection-table.ts';

export type WalkNote = Omit<WalkEvent, 'id'>;
/** Writes a step of a scan's walk in the given transaction. */
export type NoteStep = (tx: Tx, note: WalkNote) => Promise<void>;

/** A step that a case took. */
export function stepOf(
  row: InspectionRow,
  step: WalkNote['step'],
  at: number,
  more: Pick<WalkNote, 'by' | 'until' | 'decision'> = {},
): WalkNote {
  const { scan, scan_id: scanId, device, lane, site } = row;
  return { at, step, scan, scanId, device, lane, site, ooiKind: row.ooi_kind as WalkNote['ooiKind'], ...more };
}
