import { z } from 'zod';
import { equipmentFlag } from './equipment-views.ts';
import { base64, count, hash, id, line, ooiKind, time } from './parts.ts';

export const inspectionState = z.enum(['waiting', 'claimed', 'decided']);
export const decisionKind = z.enum(['release', 'refer', 'hold', 'rescan']);

export const identifierType = z.enum(['plate', 'container', 'waybill', 'tag', 'other']);
export const identifier = z.object({ type: identifierType, value: z.string().max(64) });

/** A case: one scan on its way to a decision. It is named by the hash of its scan's statement. */
export const inspection = z.object({
  scan: hash,
  scanId: z.string().max(64),
  /** Whose scan it is; the partner's own cases may be decided here, too. */
  agency: id,
  origin: z.enum(['own', 'partner']),
  device: id,
  site: id,
  lane: id,
  direction: line,
  ooiKind,
  /** Plate, container number and the like, as the device stated them. */
  ids: z.array(identifier).max(8),
  /** Larger goes first; among equals the oldest. */
  priority: z.int(),
  capturedAt: time,
  openedAt: time,
  /** When it should be decided, by the agency's rules. */
  targetAt: time,
  state: inspectionState,
  claimedBy: id.nullable(),
  claimedUntil: time.nullable(),
  /** A decision that is signed and can be undone until then; it is not logged yet. */
  undoUntil: time.nullable(),
  /** The newest one, when there are several. */
  decision: decisionKind.nullable(),
  decidedAt: time.nullable(),
  /** Who decided first, while the agency's rules ask for a second pair of eyes; `null` otherwise. */
  secondAfter: id.nullable(),
  /** The partner's newest decision on the same scan, when it has told us. */
  partnerDecision: decisionKind.nullable(),
  /** Findings of the structure check over all objects. */
  findings: count,
  /** What a machine's report said; `null` when there is none. */
  machineAlarm: z.boolean().nullable(),
  radiationAlarm: z.boolean().nullable(),
  outcome: z.enum(['found', 'nothing', 'inconclusive']).nullable(),
  sample: z.boolean(),
  /** In lists: its equipment lost trust since; the case says why. */
  flagged: z.boolean().optional(),
});

/**
 * `GET /api/v1/inspections`: in the order of the queue; decided ones newest first. By number, so that a list of 100,000
 * rows can be scrolled anywhere; `openedBefore` keeps newcomers out of a list that somebody is looking at.
 */
export const inspectionQuery = z.object({
  state: inspectionState.optional(),
  /** Part of a plate, container number or other identifier, or the start of a scan's id or hash. */
  q: z.string().max(64).optional(),
  site: id.optional(),
  lane: id.optional(),
  kind: ooiKind.optional(),
  origin: z.enum(['own', 'partner']).optional(),
  alarm: z.enum(['machine', 'radiation', 'any']).optional(),
  openedBefore: z.coerce.number().int().min(0).optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const inspectionCounts = z.object({ waiting: count, claimed: count, decided: count });
/** `total`: how many match the query. */
export const inspectionList = z.object({
  inspections: z.array(inspection).max(500),
  total: count,
  counts: inspectionCounts,
});

/** `POST /api/v1/inspections/:scan/claim` and `/next`: for the caller, for a while; claiming again prolongs it. */
export const claimRequest = z.strictObject({ seconds: z.int().min(5).max(3600).default(120) });

/** Pixels (column, row) of one object: box and ellipse by two opposite corners, a polygon by its corners. */
export const mark = z.object({
  object: count,
  /** Frame of a volume, from 0; `null` in a radiograph. */
  frame: count.nullable(),
  shape: z.enum(['box', 'ellipse', 'polygon']),
  /** x, y, x, y… */
  points: z.array(count).min(4).max(48),
  threatCategory: z.string().max(64).nullable(),
  contraband: z.string().max(64).nullable(),
  certainty: z.enum(['possible', 'likely', 'certain']).nullable(),
  text: z.string().max(300),
});

export const decisionBody = z.object({
  decision: hash,
  agency: id,
  by: id,
  verdict: decisionKind,
  reason: z.string().max(2000),
  marks: z.array(mark).max(32),
  enhancements: z.array(z.string().max(64)).max(32),
  signedAt: time,
  receivedAt: time,
  logIndex: count,
  /** SHA-256 of the DICOS report made of it; `null` for decisions without one. */
  report: hash.nullable(),
  cose: base64(16_384),
});

export const outcomeResult = z.enum(['found', 'nothing', 'inconclusive']);
export const outcomeBody = z.object({
  outcome: hash,
  result: outcomeResult,
  finds: z
    .array(
      z.object({
        contraband: z.string().max(64),
        description: z.string().max(300),
        /** Decimal number as text, so that nothing is rounded. */
        quantity: z.string().max(32).nullable(),
        unit: z.string().max(16).nullable(),
        /** Where in the load. */
        place: z.string().max(300),
      }),
    )
    .max(16),
  note: z.string().max(2000),
  by: id,
  at: time,
  logIndex: count,
  cose: base64(16_384),
});

export const priorScan = z.object({
  scan: hash,
  capturedAt: time,
  site: id,
  lane: id,
  agency: id,
  matched: identifier,
  decision: decisionKind.nullable(),
});

/** `GET /api/v1/inspections/:scan`: with every decision of both agencies, oldest first. */
export const inspectionDetail = inspection.extend({
  decisions: z.array(decisionBody).max(256),
  partnerDecisions: z.array(decisionBody).max(256),
  /** The newest first. */
  outcomes: z.array(outcomeBody).max(64),
  priorScans: z.array(priorScan).max(20),
  statement: base64(8192),
  /** What was decided against its equipment since, by whoever's equipment it is; the newest first. */
  equipmentFlags: z.array(equipmentFlag).default([]),
});

/**
 * Answer to `POST /api/v1/inspections/:scan/decision` (application/cose: signed with a key the server does not hold).
 * With `garita-undo-seconds` it is kept for that long before it is logged: 202 and `logIndex` null.
 */
export const decisionAnswer = z.object({ inspection, decision: hash, logIndex: count.nullable() });
/** Answer to `POST /api/v1/inspections/:scan/outcome` (application/cose). */
export const outcomeAnswer = z.object({ inspection, outcome: hash, logIndex: count });

/** `GET /api/v1/review-rules`: what the agency asks of its analysts; data of its folder, never of the code. */
export const reviewRules = z.object({
  /** Seconds from opening to decision, by kind; `other` for kinds that are not named. */
  targetSeconds: z.partialRecord(ooiKind, z.int().min(10).max(86_400)),
  leaseSeconds: z.int().min(15).max(3600),
  undoSeconds: z.int().min(0).max(60),
  referNeedsMark: z.boolean(),
  /** Two different people must agree before a case with one of these is decided so. */
  fourEyes: z
    .array(
      z.object({
        when: z.enum(['machine-alarm', 'radiation-alarm', 'partner-disagrees', 'always']),
        decision: decisionKind,
      }),
    )
    .max(16),
  sample: z.boolean(),
});

export type InspectionState = z.infer<typeof inspectionState>;
export type DecisionKind = z.infer<typeof decisionKind>;
export type InspectionBody = z.infer<typeof inspection>;
export type InspectionQuery = z.infer<typeof inspectionQuery>;
export type InspectionCounts = z.infer<typeof inspectionCounts>;
export type InspectionDetail = z.infer<typeof inspectionDetail>;
export type InspectionList = z.infer<typeof inspectionList>;
export type ClaimRequest = z.infer<typeof claimRequest>;
export type MarkBody = z.infer<typeof mark>;
export type DecisionBody = z.infer<typeof decisionBody>;
export type OutcomeBody = z.infer<typeof outcomeBody>;
export type PriorScan = z.infer<typeof priorScan>;
export type DecisionAnswer = z.infer<typeof decisionAnswer>;
export type OutcomeAnswer = z.infer<typeof outcomeAnswer>;
export type ReviewRules = z.infer<typeof reviewRules>;
