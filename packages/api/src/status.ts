import { z } from 'zod';
import { bilingual, count, id, line, time } from './parts.ts';
import { walkStep } from './walk-event.ts';

/** `GET /api/v1/status`: is this agency's server well, and how much has walked through. */
export const status = z.object({
  agency: id,
  name: bilingual,
  version: line,
  sample: z.boolean(),
  at: time,
  startedAt: time,
  log: z.object({
    origin: line,
    vkey: line,
    size: count,
    /** Entries under the newest checkpoint that carries the partner's cosignature. */
    cosignedSize: count,
    cosignedAt: time.nullable(),
  }),
  partners: z
    .array(
      z.object({
        agency: id,
        state: z.enum(['up', 'down', 'unknown']),
        lastContactAt: time.nullable(),
        waiting: count,
        receipted: count,
      }),
    )
    .max(16),
  /** Totals since the folder was made, by step of the walk; quarantined scans also by their first reason. */
  steps: z.record(walkStep, count),
  quarantined: z.record(z.string().max(64), count),
  /** Scans admitted in the last 60 s. */
  admittedLastMinute: count,
  disk: z.object({ freeBytes: count }),
  inspections: z.object({ waiting: count, claimed: count, decided: count }),
  trustList: z.object({ version: count, expiresAt: time }).nullable(),
});

export type Status = z.infer<typeof status>;
