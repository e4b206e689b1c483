import { z } from 'zod';
import { bilingual, id, line } from './parts.ts';

export const siteKind = z.enum(['land-port', 'seaport', 'airport', 'rail-port', 'facility']);

/** Of the IANA data base: `America/Tijuana`. */
const timeZone = z.string().regex(/^[A-Za-z0-9_+/-]{1,64}$/, 'a time zone is named as America/Tijuana is');

export const lane = z.object({
  id,
  name: bilingual,
  ooiKind: line,
  direction: line,
  device: id.nullable(),
  state: z.enum(['live', 'planned', 'out-of-service']),
  /** `false` where scans come only when somebody brings them: such a lane's silence says nothing. */
  paced: z.boolean().optional(),
});

export const site = z.object({
  id,
  name: bilingual,
  kind: siteKind,
  operator: id,
  /** By which the people there set their clocks. */
  timeZone: timeZone.optional(),
  place: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
  lanes: z.array(lane).max(256),
});

/** The register of operators, sites and lanes: `GET /api/v1/register`, and `register.json` of an agency's folder. */
export const siteRegister = z.object({
  operators: z.array(z.object({ id, name: bilingual })).max(64),
  sites: z.array(site).max(1024),
  /** By which an agency sets its clocks where a site names none; the partner's sites stand in no register of ours. */
  timeZones: z
    .array(z.object({ agency: id, timeZone }))
    .max(17)
    .optional(),
  sample: z.boolean(),
});

export type SiteKind = z.infer<typeof siteKind>;
export type LaneBody = z.infer<typeof lane>;
export type SiteBody = z.infer<typeof site>;
export type SiteRegister = z.infer<typeof siteRegister>;
