import { z } from 'zod';
import { assessedOutcome, gateId } from './equipment-parts.ts';
import { bilingual, count, hash, id, time } from './parts.ts';

const evidenceUsed = z.object({
  id,
  hash,
  /** Of the document itself. */
  document: hash.nullable(),
  title: bilingual,
  issuedAt: time,
});

/** One requirement: the evidence, the number, the bound, and why it came out so. */
export const assessedRequirement = z.object({
  requirement: id,
  kind: z.enum(['detection', 'false-alarm', 'measure', 'evidence', 'gate']),
  text: bilingual,
  contexts: z.array(id).max(16),
  outcome: assessedOutcome,
  threatClass: id.nullable(),
  hits: count.nullable(),
  trials: count.nullable(),
  /** What was seen: a share of trials, or a measure in `unit`. */
  value: z.number().nullable(),
  unit: z.string().max(24).nullable(),
  /** Exact one-sided bound (Clopper-Pearson) at `confidence`. */
  bound: z.number().nullable(),
  boundSide: z.enum(['lower', 'upper']).nullable(),
  confidence: z.number().nullable(),
  atLeast: z.number().nullable(),
  atMost: z.number().nullable(),
  gate: gateId.nullable(),
  evidence: z.array(evidenceUsed).max(512),
  /** Why, as a code of the evaluation, and in words. */
  reason: z.string().max(64),
  explanation: bilingual,
  condition: bilingual.nullable(),
});

/** The reasoned record. Its name is the SHA-256 of its bytes; decisions refer to it. */
export const evaluationRecord = z.object({
  v: z.literal(1),
  agency: id,
  configuration: id,
  configurationHash: hash,
  standard: id,
  standardHash: hash,
  standardTitle: bilingual,
  standardEndsAt: time.nullable(),
  at: time,
  by: id,
  /** A gate has a line for each group of uses that one finding decides. */
  requirements: z.array(assessedRequirement).max(2048),
  /** What follows for each use asked for. */
  contexts: z
    .array(
      z.object({ context: id, name: bilingual, outcome: assessedOutcome, conditions: z.array(bilingual).max(512) }),
    )
    .max(16),
  outcome: assessedOutcome,
  /** How many requirements nothing was known about. */
  notAssessed: count,
  sample: z.boolean(),
});
export const evaluationAnswer = z.object({ hash, logIndex: count, record: evaluationRecord });
/** `POST /api/v1/equipment/configurations/:id/evaluation` */
export const evaluationRequest = z.object({ contexts: z.array(id).max(16).optional() });

export type AssessedRequirement = z.infer<typeof assessedRequirement>;
export type EvaluationRecord = z.infer<typeof evaluationRecord>;
export type EvaluationAnswer = z.infer<typeof evaluationAnswer>;
