import { z } from 'zod';
import { listingSection } from './equipment-parts.ts';
import { base64, bilingual, count, hash, id, line, time } from './parts.ts';

export const decisionSubject = z.object({ kind: z.enum(['configuration', 'device']), id });
const signer = z.object({ officer: id, name: line, at: time });

/** A signed step of a life cycle, as `GET /api/v1/equipment/decisions/:hash` shows it; the COSE by `accept: application/cose`. */
export const equipmentDecisionBody = z.object({
  /** SHA-256 of the payload: its name while signatures are added. */
  hash,
  subject: decisionSubject,
  seq: z.int().min(1),
  from: id,
  to: id,
  section: listingSection.nullable(),
  reason: line,
  words: bilingual,
  record: hash.nullable(),
  evidence: z.array(hash).max(64),
  conditions: z.array(bilingual).max(16),
  contexts: z.array(id).max(16),
  validFrom: time.nullable(),
  validUntil: time.nullable(),
  compromisedSince: time.nullable(),
  by: id,
  at: time,
  signers: z.array(signer).max(9),
  needed: z.int().min(1),
  /** `waiting` for signatures, in force, or taken back before it was. */
  state: z.enum(['waiting', 'in-force', 'withdrawn']),
  inForceAt: time.nullable(),
  logIndex: count.nullable(),
});
export const equipmentDecisionList = z.object({ decisions: z.array(equipmentDecisionBody).max(1000) });

/**
 * `GET /api/v1/equipment/next-decision?kind=&id=`: what a decision about it must build on, and which steps are open to
 * whoever asks. The client fills in the words, signs, and posts the COSE to `/api/v1/equipment/decisions`.
 */
export const nextDecision = z.object({
  agency: id,
  subject: decisionSubject,
  seq: z.int().min(1),
  previous: hash.nullable(),
  from: id,
  /** The newest evaluation, to be named by a decision that grants something. */
  record: hash.nullable(),
  evidence: z.array(hash).max(64),
  conditions: z.array(bilingual).max(16),
  contexts: z.array(id).max(16),
  /** Not later than the standard's end, and where a listing is given back not later than its own; `null` where nothing is granted. */
  latestValidUntil: time.nullable(),
  steps: z
    .array(
      z.object({
        to: id,
        roles: z.array(id).max(8),
        needed: z.int().min(1),
        reasons: z.array(line).min(1).max(40),
        /** Codes of what stands against this step now; empty: it can be taken. */
        against: z.array(z.object({ code: z.string().max(64), detail: line })).max(16),
      }),
    )
    .max(32),
});

/**
 * `GET /api/v1/equipment/signing`: documents that wait for officers' signatures. Whoever signs first seals `payload`
 * (COSE_Sign1 with this content type and typ); whoever comes after countersigns `signed`. The COSE goes to
 * `POST /api/v1/equipment/signing/:kind/:id`.
 */
export const signingKind = z.enum(['decision', 'credential', 'trust-list', 'status-list']);
export const signingItem = z.object({
  kind: signingKind,
  /** SHA-256 of the payload. */
  id: hash,
  title: bilingual,
  /** What it says, sentence by sentence, so that nobody signs what they have not read. */
  says: z.array(bilingual).max(200),
  contentType: line,
  typ: line.nullable(),
  payload: base64(1_048_576),
  signed: base64(1_100_000).nullable(),
  signers: z.array(signer).max(9),
  needed: z.int().min(1),
  since: time,
  /** Why the person who asks cannot sign: a code; `null`: they can. */
  withheld: z.string().max(64).nullable(),
});
export const signingList = z.object({ items: z.array(signingItem).max(100) });
/** Answer to a signature or a decision. */
export const signedAnswer = z.object({
  kind: signingKind,
  id: hash,
  state: z.enum(['waiting', 'in-force']),
  signers: z.array(id).max(9),
  needed: z.int().min(1),
  logIndex: count.nullable(),
});

/** `GET /api/v1/equipment/effect?kind=&id=&to=`: what a step would do to the lanes, before it is taken. */
export const effectBody = z.object({
  subject: decisionSubject,
  to: id,
  devices: z
    .array(z.object({ device: id, site: id, lane: id, siteName: bilingual, scansPerDay: z.number() }))
    .max(4096),
  lanes: count,
  sites: count,
  /** Admitted scans a day, over the days of `overDays` there were any; `null`: none came, nothing is known. */
  scansPerDay: z.number().nullable(),
  sharedPerDay: z.number().nullable(),
  overDays: z.number(),
  /** Lanes of the same sites that would go on. */
  lanesLeft: count,
  /** Scans already admitted since `compromisedSince` that would be flagged. */
  flagged: count,
});

export type DecisionSubject = z.infer<typeof decisionSubject>;
export type EquipmentDecisionBody = z.infer<typeof equipmentDecisionBody>;
export type EquipmentDecisionList = z.infer<typeof equipmentDecisionList>;
export type NextDecision = z.infer<typeof nextDecision>;
export type SigningKind = z.infer<typeof signingKind>;
export type SigningItem = z.infer<typeof signingItem>;
export type SigningList = z.infer<typeof signingList>;
export type SignedAnswer = z.infer<typeof signedAnswer>;
export type EffectBody = z.infer<typeof effectBody>;
