import type { InspectionBody } from '@garita/api';

/** What a person calls the case: its plate or number, or the scan's id where it has none. */
export function titleOf({ ids, scanId }: Pick<InspectionBody, 'ids' | 'scanId'>): string {
  return ids[0]?.value ?? scanId;
}
