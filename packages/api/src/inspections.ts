import { z } from 'zod';
import { base64, count, hash, id, ooiKind, time } from './parts.ts';

export const inspectionState = z.enum(['waiting', 'claimed', 'decided']);
export const decisionKind = z.enum(['release', 'refer', 'hold', 'rescan']);

export const inspection = z.object({
  id,
  scan: hash,
  site: id,
  lane: id,
  ooiKind,
  openedAt: time,
  state: inspectionState,
  claimedBy: id.nullable(),
  claimedUntil: time.nullable(),
  decision: decisionKind.nullable(),
  decidedAt: time.nullable(),
});

/** `GET /api/v1/inspections?state=`: oldest waiting first. */
export const inspectionQuery = z.object({
  state: inspectionState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const inspectionList = z.object({ inspections: z.array(inspection).max(500), waiting: count });

/** `POST /api/v1/inspections/:id/claim`: for the caller, for a while; claiming again prolongs it. */
export const claimRequest = z.strictObject({ minutes: z.int().min(1).max(120).default(15) });

/** `POST /api/v1/inspections/:id/decision`: the signed decision, made with a key the server does not hold. */
export const decisionRequest = z.strictObject({ decision: base64(8192) });
export const decisionAnswer = z.object({ inspection, decision: hash, logIndex: count });

export type InspectionState = z.infer<typeof inspectionState>;
export type DecisionKind = z.infer<typeof decisionKind>;
export type InspectionBody = z.infer<typeof inspection>;
export type InspectionQuery = z.infer<typeof inspectionQuery>;
export type InspectionList = z.infer<typeof inspectionList>;
export type ClaimRequest = z.infer<typeof claimRequest>;
export type DecisionRequest = z.infer<typeof decisionRequest>;
export type DecisionAnswer = z.infer<typeof decisionAnswer>;
