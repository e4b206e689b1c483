import type { EquipmentFlag } from '@garita/api';
import type { InspectionRow } from './inspection-table.ts';

/** What made a scan, and when it came; times in ms since 1970. */
export interface ScanMade {
  readonly agency: string;
  readonly device: string;
  /** As signed: who asks for more reads it. */
  readonly statement: Uint8Array | null;
  readonly capturedAt: number;
  /** By this server's clock. */
  readonly at: number;
}

/** For each scan, what is held against its equipment since. */
export type FlagsOf = (scans: readonly ScanMade[]) => Promise<readonly (readonly EquipmentFlag[])[]>;

/** Where nobody decides about equipment. */
export const noFlags: FlagsOf = async (scans) => scans.map(() => []);

export function madeBy({ agency, captured_at, device, opened_at, statement }: InspectionRow): ScanMade {
  return { agency, device, statement, capturedAt: captured_at, at: opened_at };
}
