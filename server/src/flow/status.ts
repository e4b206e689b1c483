import type { Status } from '@garita/api';
import type { Clock } from '../ports/clock.ts';
import { diskFreeBytes } from './disk-free.ts';
import type { WalkBook } from './walk-book.ts';

const MINUTE_MS = 60_000;

export interface StatusNeeds {
  readonly book: WalkBook;
  readonly clock: Clock;
  /** Folder on the disk whose free space counts. */
  readonly folder: string;
  readonly agency: Pick<Status, 'agency' | 'name' | 'version' | 'sample' | 'startedAt'>;
  log(): Status['log'];
  partners(): Promise<Status['partners']>;
  inspections(): Promise<Status['inspections']>;
  trustList(): Promise<Status['trustList']>;
}

/** What `GET /api/v1/status` answers, from what the other rooms hand in. */
export async function readStatus(needs: StatusNeeds): Promise<Status> {
  const at = needs.clock.now();
  const [totals, admittedLastMinute, partners, inspections, trustList, freeBytes] = await Promise.all([
    needs.book.totals(),
    needs.book.countBetween('admitted', at - MINUTE_MS, at + 1),
    needs.partners(),
    needs.inspections(),
    needs.trustList(),
    diskFreeBytes(needs.folder),
  ]);
  return {
    ...needs.agency,
    at,
    log: needs.log(),
    partners,
    steps: totals.steps,
    quarantined: totals.quarantined,
    admittedLastMinute,
    disk: { freeBytes },
    inspections,
    trustList,
  };
}
