import { z } from 'zod';
import { bilingual, count, hash, id, line, time } from './parts.ts';

/** What the signed trust list makes of a device, the worse of what it says of device and configuration. */
export const standing = z.enum(['approved', 'conditional', 'suspended', 'refused', 'expired', 'unknown']);

/**
 * `GET /api/v1/flow/rates?minutes=`: how many scans took each step in each minute, oldest first; empty minutes too. The
 * last minute is the running one. Quantiles are exact, by nearest rank.
 */
export const ratesQuery = z.object({
  minutes: z.coerce.number().int().min(5).max(1440).default(60),
  site: id.optional(),
});
export const rates = z.object({
  from: time,
  minutes: z
    .array(
      z.object({
        at: time,
        admitted: count,
        quarantined: count,
        decided: count,
        shared: count,
        receipted: count,
        received: count,
        /** Milliseconds from opening to decision, of the cases decided in this minute; `null` when there were none. */
        decisionP50: z.number().nullable(),
        decisionP95: z.number().nullable(),
      }),
    )
    .max(1440),
  /** Over the whole span. */
  decisionP50: z.number().nullable(),
  decisionP95: z.number().nullable(),
  receiptP50: z.number().nullable(),
  receiptP95: z.number().nullable(),
});

/** `GET /api/v1/flow/sites`: each site of the register, what stands there and what flows. */
export const laneFlow = z.object({
  lane: id,
  device: id.nullable(),
  /** Of the register. */
  planned: z.enum(['live', 'planned', 'out-of-service']),
  /**
   * `up`: a scan came lately, by the lane's own pace; `silent`: longer than five times its usual gap and five minutes;
   * `unknown`: none came, or too few to know its pace.
   */
  state: z.enum(['up', 'silent', 'unknown', 'not-live']),
  lastScanAt: time.nullable(),
  admittedLastHour: count,
  quarantinedLastHour: count,
  configuration: id.nullable(),
  /** What the signed trust list says of that device and configuration now. */
  standing,
});
export const siteFlow = z.object({
  site: id,
  waiting: count,
  oldestOpenedAt: time.nullable(),
  late: count,
  admittedLastHour: count,
  decidedLastHour: count,
  sharedLastHour: count,
  lanes: z.array(laneFlow).max(256),
});
export const siteFlowList = z.object({ at: time, sites: z.array(siteFlow).max(1024) });

/** `GET /api/v1/alarms`: what somebody should look at now, worst first. `code` is of the catalogue of errors. */
export const alarm = z.object({
  code: z.string().max(64),
  severity: z.enum(['alarm', 'warning', 'note']),
  since: time.nullable(),
  subject: line,
  detail: line,
  words: bilingual,
  wayOut: bilingual,
});
export const alarmList = z.object({ at: time, alarms: z.array(alarm).max(200) });

/** `GET /api/v1/log/entries?before=&limit=`: the log's newest entries by kind, and what they are when this server knows. */
export const logEntryBody = z.object({
  index: count,
  kind: line,
  leafHash: hash,
  /** Of a private entry this server holds the opening of: the scan it is about. */
  scan: hash.nullable(),
  at: time.nullable(),
});
export const logEntryList = z.object({ entries: z.array(logEntryBody).max(500), size: count, next: count.nullable() });

export type Standing = z.infer<typeof standing>;
export type Rates = z.infer<typeof rates>;
export type LaneFlow = z.infer<typeof laneFlow>;
export type SiteFlow = z.infer<typeof siteFlow>;
export type SiteFlowList = z.infer<typeof siteFlowList>;
export type AlarmBody = z.infer<typeof alarm>;
export type AlarmList = z.infer<typeof alarmList>;
export type LogEntryBody = z.infer<typeof logEntryBody>;
export type LogEntryList = z.infer<typeof logEntryList>;
