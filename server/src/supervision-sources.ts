import type { AgencyFolder } from './agency-folder.ts';
import type { DiskWatch } from './disk-watch.ts';
import type { DeviceStanding } from './equipment/device-standing.ts';
import type { SiteBook } from './equipment/site-book.ts';
import type { TrustLists } from './equipment/trust-lists.ts';
import type { ExchangeRoom } from './exchange/exchange-room.ts';
import type { Partner } from './exchange/partner.ts';
import type { AlarmSources } from './flow/read-alarms.ts';
import type { OpenLog } from './log/open-log.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';
import { queueBySite } from './review/queue-by-site.ts';

export interface SupervisionNeeds {
  readonly folder: AgencyFolder;
  readonly startedAt: number;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: OpenLog;
  readonly lists: TrustLists;
  readonly disk: DiskWatch;
  readonly sites: SiteBook;
  readonly standing: (device: string) => Promise<DeviceStanding>;
  /** Both absent while the agency has no partner. */
  readonly exchange: ExchangeRoom | undefined;
  readonly partner: Pick<Partner, 'current'> | undefined;
}

/** What the flow room asks the other rooms for, so that it can show the whole house. */
export function supervisionSources(needs: SupervisionNeeds): AlarmSources {
  const { clock, database, disk, exchange, folder, lists, log, sites, standing, startedAt } = needs;
  return {
    clock,
    database,
    startedAt,
    standing,
    register: () => sites.register,
    queue: () => queueBySite(database, clock.now()),
    log: () => log.state(),
    async partner() {
      if (!exchange) return undefined;
      const { lastContactAt, partner, reach } = await exchange.state();
      return { agency: partner, reach, lastContactAt, triedSince: startedAt };
    },
    trustList: async () => (await lists.current())?.list,
    descriptors() {
      const partner = needs.partner?.current().descriptor;
      return [folder.descriptor, ...(partner ? [partner] : [])];
    },
    disk: () => ({
      freeBytes: disk.freeBytes(),
      roomForPartner: disk.hasRoomForPartner(),
      roomForLanes: disk.hasRoomForLanes(),
    }),
  };
}
