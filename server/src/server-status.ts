import type { Status } from '@garita/api';
import type { AgencyFolder } from './agency-folder.ts';
import type { DiskWatch } from './disk-watch.ts';
import type { TrustLists } from './equipment/trust-lists.ts';
import type { ExchangeRoom } from './exchange/exchange-room.ts';
import type { WalkBook } from './flow/walk-book.ts';
import type { OpenLog } from './log/open-log.ts';
import type { Clock } from './ports/clock.ts';
import type { Inspections } from './review/inspections.ts';

export interface StatusNeeds {
  readonly folder: AgencyFolder;
  readonly version: string;
  readonly startedAt: number;
  readonly clock: Clock;
  readonly log: OpenLog;
  readonly book: WalkBook;
  readonly lists: TrustLists;
  readonly disk: DiskWatch;
  readonly counts: Inspections['counts'];
  /** Absent while the agency has no partner. */
  readonly exchange: ExchangeRoom | undefined;
}

/** Whether this agency's server is well, and how much has walked through it. */
export async function readStatus(needs: StatusNeeds): Promise<Status> {
  const { book, clock, disk, folder, lists, log } = needs;
  const { agency, name, sample } = folder.settings;
  const [totals, inspections, current, exchange] = await Promise.all([
    book.totals(),
    needs.counts(),
    lists.current(),
    needs.exchange?.state(),
  ]);
  const at = clock.now();
  const { size, cosigned, cosignedAt } = log.state();
  return {
    agency,
    name,
    version: needs.version,
    sample,
    at,
    startedAt: needs.startedAt,
    log: {
      origin: folder.log.key.name,
      vkey: log.verifierKey,
      size,
      cosignedSize: cosigned,
      cosignedAt: cosignedAt ?? null,
    },
    partners: exchange
      ? [
          {
            agency: exchange.partner,
            state: exchange.reach,
            lastContactAt: exchange.lastContactAt,
            waiting: exchange.waiting,
            receipted: exchange.receipted,
          },
        ]
      : [],
    steps: totals.steps,
    quarantined: totals.quarantined,
    admittedLastMinute: await book.countBetween('admitted', at - 60_000, at + 1),
    disk: { freeBytes: disk.freeBytes() },
    inspections: { waiting: inspections.waiting, claimed: inspections.claimed, decided: inspections.decided },
    trustList: current ? { version: current.list.version, expiresAt: current.list.expiresAt } : null,
  };
}
