import { z } from 'zod';
import { base64, count, hash, id, line, ooiKind, time } from './parts.ts';

export const inspectionState = z.enum(['waiting', 'claimed', 'decided']);
export const decisionKind = z.enum(['release', 'refer', 'hold', 'rescan']);

/** A case: one scan on its way to a decision. It is named by the hash of its scan's statement. */
export const inspection = z.object({
  scan: hash,
  scanId: z.string().max(64),
  device: id,
  site: id,
  lane: id,
  direction: line,
  ooiKind,
  /** Larger goes first; among equals the oldest. */
  priority: z.int(),
  openedAt: time,
  state: inspectionState,
  claimedBy: id.nullable(),
  claimedUntil: time.nullable(),
  /** The newest one, when there are several. */
  decision: decisionKind.nullable(),
  decidedAt: time.nullable(),
});

/** `GET /api/v1/inspections?state=`: in the order of the queue; decided ones newest first. */
export const inspectionQuery = z.object({
  state: inspectionState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const inspectionCounts = z.object({ waiting: count, claimed: count, decided: count });
export const inspectionList = z.object({ inspections: z.array(inspection).max(500), counts: inspectionCounts });

/** `POST /api/v1/inspections/:scan/claim` and `/next`: for the caller, for a while; claiming again prolongs it. */
export const claimRequest = z.strictObject({ seconds: z.int().min(5).max(3600).default(120) });

/** `GET /api/v1/inspections/:scan`: with every decision, oldest first, as signed. */
export const inspectionDetail = inspection.extend({
  decisions: z
    .array(
      z.object({
        decision: hash,
        by: id,
        verdict: decisionKind,
        signedAt: time,
        receivedAt: time,
        logIndex: count,
        cose: base64(8192),
      }),
    )
    .max(256),
});

/** Answer to `POST /api/v1/inspections/:scan/decision` (application/cose: signed with a key the server does not hold). */
export const decisionAnswer = z.object({ inspection, decision: hash, logIndex: count });

export type InspectionState = z.infer<typeof inspectionState>;
export type DecisionKind = z.infer<typeof decisionKind>;
export type InspectionBody = z.infer<typeof inspection>;
export type InspectionQuery = z.infer<typeof inspectionQuery>;
export type InspectionCounts = z.infer<typeof inspectionCounts>;
export type InspectionDetail = z.infer<typeof inspectionDetail>;
export type InspectionList = z.infer<typeof inspectionList>;
export type ClaimRequest = z.infer<typeof claimRequest>;
export type DecisionAnswer = z.infer<typeof decisionAnswer>;
