import type { EffectBody, EquipmentCalendar, EquipmentFlag, EquipmentFlagList, InstalledBase } from '@garita/api';
import { decisionSubject } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CalendarNeeds, readCalendar } from './calendar.ts';
import { type EffectNeeds, readEffect } from './effect.ts';
import { type InstalledBaseNeeds, readInstalledBase } from './installed-base.ts';

/** As many as one answer lists. */
const MAX_FLAGS = 1000;

export type EffectRoutesNeeds = EffectNeeds &
  CalendarNeeds &
  InstalledBaseNeeds & {
    /** What was decided against equipment, here and by the partner, the newest first. */
    flags(): Promise<readonly EquipmentFlag[]>;
  };

const time = z.coerce.number().int().min(0);
const effectQuery = decisionSubject.extend({
  to: z.string().regex(/^[a-z-]{1,32}$/),
  compromisedSince: time.optional(),
});
const calendarQuery = z.object({ days: z.coerce.number().int().min(1).max(3660).default(365) });

/** Mount inside a guarded scope. Whoever has signed in reads. */
export function effectRoutes(app: FastifyInstance, needs: EffectRoutesNeeds): void {
  app.get('/api/v1/equipment/effect', (request): Promise<EffectBody> => {
    const { compromisedSince, to, ...subject } = effectQuery.parse(request.query);
    return readEffect({ subject, to, compromisedSince }, needs);
  });
  app.get('/api/v1/equipment/calendar', (request): Promise<EquipmentCalendar> => {
    return readCalendar(calendarQuery.parse(request.query).days, needs);
  });
  app.get('/api/v1/equipment/installed', (): Promise<InstalledBase> => readInstalledBase(needs));
  app.get('/api/v1/equipment/flags', async (): Promise<EquipmentFlagList> => {
    return { flags: (await needs.flags()).slice(0, MAX_FLAGS) };
  });
}
