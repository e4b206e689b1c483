import { z } from 'zod';
import { count, hash, id, ooiKind, reasons, time } from './parts.ts';
import { WALK_STEPS } from './walk-steps.ts';

export { WALK_STEPS };

export const walkStep = z.enum(WALK_STEPS);

/** One step of one scan's walk through the house; `GET /api/v1/events` streams them (server-sent events). */
export const walkEvent = z.object({
  id: count,
  at: time,
  step: walkStep,
  scan: hash,
  scanId: z.string().max(64),
  device: id,
  lane: id,
  site: id,
  ooiKind,
  reasons: reasons.optional(),
  /** Of a `decided` step: what was decided. */
  decision: z.enum(['release', 'refer', 'hold', 'rescan']).optional(),
  /** Of a step that a person took. */
  by: id.optional(),
  /** Of `claimed`: until when. */
  until: time.optional(),
  /** Milliseconds since the capture, by the server's clock. */
  ms: z.number().optional(),
});

export type WalkStep = z.infer<typeof walkStep>;
export type WalkEvent = z.infer<typeof walkEvent>;
