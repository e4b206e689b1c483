import type { DeviceList, EnrolledDeviceBody } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { PeopleTables } from './people-table.ts';

/** Certificates shown; an agency has some hundreds of devices. */
const MOST_SHOWN = 2000;

export interface DeviceRoutesNeeds {
  readonly database: Database;
  readonly clock: Clock;
  /** The last statement of each certificate's chain, by the hex of the certificate's SHA-256. */
  lastStatements(): Promise<ReadonlyMap<string, NonNullable<EnrolledDeviceBody['last']>>>;
  /** What the trust list in force says now of a device in a configuration. */
  standing(device: string, configuration: string): Promise<Pick<EnrolledDeviceBody, 'standing'> & Reasons>;
}

interface Reasons {
  readonly reasons: readonly EnrolledDeviceBody['reasons'][number][];
}

/** The devices that were enrolled here; mount inside a guarded scope. */
export function deviceRoutes(app: FastifyInstance, needs: DeviceRoutesNeeds): void {
  const readers = {
    onRequest: allow(
      'supervisor',
      'equipment-authority',
      'exchange-officer',
      'official',
      'evaluator',
      'auditor',
      'administrator',
    ),
  };
  app.get('/api/v1/devices', readers, async (): Promise<DeviceList> => {
    const rows = await needs.database
      .tables<PeopleTables>()
      .selectFrom('enrolled_devices')
      .select(['certificate_hash', 'device', 'configuration', 'serial', 'site', 'lane'])
      .select(['enrolled_at', 'not_after', 'revoked_at'])
      .orderBy('enrolled_at', 'desc')
      .orderBy('device')
      .limit(MOST_SHOWN)
      .execute();
    const last = await needs.lastStatements();
    const devices = await Promise.all(
      rows.map(async (row): Promise<EnrolledDeviceBody> => {
        const { configuration, device, lane, serial, site } = row;
        const { reasons, standing } = await needs.standing(device, configuration);
        return {
          ...{ device, configuration, serial, site, lane },
          certificate: row.certificate_hash,
          enrolledAt: row.enrolled_at,
          notAfter: row.not_after,
          revokedAt: row.revoked_at,
          last: last.get(row.certificate_hash) ?? null,
          standing,
          reasons: [...reasons],
        };
      }),
    );
    return { at: needs.clock.now(), devices };
  });
}
