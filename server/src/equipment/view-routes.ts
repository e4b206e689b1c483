import type { ConfigurationView, DeviceView, EquipmentRefusalList, EquipmentRegister } from '@garita/api';
import { pageQuery } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import { type ConfigurationViewNeeds, readConfiguration } from './configuration-view.ts';
import { type DeviceViewNeeds, readDevice } from './device-view.ts';
import type { EquipmentRefusals } from './equipment-refusals.ts';
import type { Expiries } from './expiries.ts';
import { readRegister } from './register-view.ts';

export type ViewRoutesNeeds = ConfigurationViewNeeds &
  DeviceViewNeeds & {
    readonly expiries: Expiries;
    readonly refusals: EquipmentRefusals;
  };

interface OfOne {
  Params: { id: string };
}

/** Mount inside a guarded scope. Whoever has signed in reads. */
export function viewRoutes(app: FastifyInstance, needs: ViewRoutesNeeds): void {
  // Whoever reads that something ran out can find it in the log.
  const notice = { preHandler: () => needs.expiries.notice() };

  app.get('/api/v1/equipment', notice, (): Promise<EquipmentRegister> => readRegister(needs));
  app.get<OfOne>('/api/v1/equipment/configurations/:id', notice, (request): Promise<ConfigurationView> => {
    return readConfiguration(request.params.id, needs);
  });
  app.get<OfOne>('/api/v1/equipment/devices/:id', notice, (request): Promise<DeviceView> => {
    return readDevice(request.params.id, needs);
  });

  const answering = { onRequest: allow('equipment-authority', 'auditor') };
  app.get('/api/v1/equipment/refusals', answering, (request): Promise<EquipmentRefusalList> => {
    return needs.refusals.list(pageQuery.parse(request.query));
  });
}
