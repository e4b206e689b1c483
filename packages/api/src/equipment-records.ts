import { z } from 'zod';
import { assessedOutcome, documentRef, equipmentType, gateId, useContext } from './equipment-parts.ts';
import { bilingual, count, hash, id, line, time } from './parts.ts';

/** A supplier is qualified apart from what it sells: record of performance, support, ownership and control. */
export const supplierRecord = z.object({
  name: line,
  roles: z
    .array(z.enum(['maker', 'seller', 'integrator', 'maintainer']))
    .min(1)
    .max(4),
  /** The chain up to the ultimate parent, as declared and as found; a share nobody knows is `null`. */
  ownership: z
    .array(
      z.object({
        owner: line,
        percent: z.number().min(0).max(100).nullable(),
        ultimate: z.boolean(),
        stateControl: z.enum(['yes', 'no', 'unknown']),
        basis: z.enum(['declared', 'found']),
        evidence: id.nullable(),
        at: time,
      }),
    )
    .max(64),
  performance: z
    .array(z.object({ text: bilingual, rating: z.enum(['good', 'mixed', 'poor', 'unknown']), evidence: id.nullable() }))
    .max(64),
  support: z.object({ text: bilingual, untilAtLeast: time.nullable() }).nullable(),
  qualification: assessedOutcome,
  qualificationReasons: bilingual,
  sample: z.boolean(),
});

export const modelRecord = z.object({ name: line, maker: id, type: equipmentType, sample: z.boolean() });

/** Hardware, software, standard and concept of operations together: what an approval speaks of. */
export const configurationRecord = z.object({
  model: id,
  name: bilingual,
  hardware: line,
  software: z.array(z.object({ name: line, version: line, sha256: hash.nullable() })).max(16),
  standard: id,
  conceptOfOperations: bilingual,
  /** Use contexts of the standard that approval is asked for. */
  contexts: z.array(id).min(1).max(16),
  /** The approved configuration that this one changes, and how; both or none. */
  parent: id.nullable(),
  change: bilingual.nullable(),
  sample: z.boolean(),
});

/** One physical scanner. */
export const deviceRecord = z.object({
  serial: line,
  configuration: id,
  operator: id,
  site: id,
  lane: id,
  /** Only an installed device comes onto the trust list. */
  state: z.enum(['planned', 'installed', 'retired']),
  installedAt: time.nullable(),
  replaceBy: time.nullable(),
  replaceReason: bilingual.nullable(),
  sample: z.boolean(),
});

export const laboratoryRecord = z.object({ name: line, accreditation: line.nullable(), sample: z.boolean() });

/** Security levels of IEC 62443-4-2 for its seven foundational requirements; `null`: not assessed. */
const level = z.int().min(0).max(4).nullable();
export const componentSecurity = z.object({
  iac: level,
  uc: level,
  si: level,
  dc: level,
  rdf: level,
  tre: level,
  ra: level,
});

const confidence = z.number().gt(0).lt(1);
const probability = z.number().min(0).max(1);
const asked = {
  id,
  text: bilingual,
  /** Use contexts it is asked in; empty: in all. */
  contexts: z.array(id).max(16),
  /** Evidence older than so many months does not count; `null`: any age. */
  freshMonths: z.int().min(1).max(240).nullable(),
  /** Failing it leads to approval under this condition; `null`: it must be met. */
  conditionIfMissed: bilingual.nullable(),
};
export const requirement = z.discriminatedUnion('kind', [
  /** The exact lower bound of the probability of detection of a threat class. */
  z.object({ kind: z.literal('detection'), ...asked, threatClass: id, atLeast: probability, confidence }),
  /** The exact upper bound of the probability of a false alarm. */
  z.object({ kind: z.literal('false-alarm'), ...asked, threatClass: id.nullable(), atMost: probability, confidence }),
  z.object({
    kind: z.literal('measure'),
    ...asked,
    /** `throughput-per-hour`, `availability`, `seconds-per-object`, `steel-penetration-mm`… */
    measure: id,
    unit: z.string().max(24),
    atLeast: z.number().nullable(),
    atMost: z.number().nullable(),
  }),
  z.object({ kind: z.literal('evidence'), ...asked, evidenceType: z.string().max(64) }),
  /** `securityLevels`: what `component-security` asks at least of a device; `null` or absent: nothing in particular. */
  z.object({
    kind: z.literal('gate'),
    ...asked,
    gate: gateId,
    securityLevels: componentSecurity.nullable().optional(),
  }),
]);

/** A standard is data: what is asked, in which use, from when to when. Those of real agencies are mostly not public. */
export const standardRecord = z.object({
  title: bilingual,
  issuer: line,
  edition: line,
  equipmentTypes: z.array(equipmentType).max(16),
  validFrom: time,
  endsAt: time.nullable(),
  contexts: z.array(useContext).min(1).max(16),
  requirements: z.array(requirement).min(1).max(128),
  /** A checklist that `cyber-requirements` is answered by; items whose text is not public say so. */
  checklist: z.array(z.object({ id, text: bilingual, textPublic: z.boolean(), source: line })).max(64),
  sample: z.boolean(),
});

export const EVIDENCE_TYPES = [
  'lab-certificate',
  'field-test',
  'periodic-verification',
  'image-quality',
  'integrity-test',
  'data-path-test',
  'interoperability-test',
  'penetration-test',
  'sbom',
  'vulnerability-report',
  'ownership-declaration',
  'ownership-finding',
  'security-certificate',
  'data-package',
  'operational-record',
  'maker-statement',
  'other',
] as const;

const destination = z.object({ destination: line, purpose: line, direction: z.enum(['out', 'in']) });
export const evidenceResult = z.discriminatedUnion('kind', [
  /** `hits` of `trials`: detections of a threat class, or alarms where there was nothing. */
  z
    .object({
      kind: z.literal('trials'),
      outcome: z.enum(['detection', 'false-alarm']),
      threatClass: id.nullable(),
      article: line,
      hits: count,
      trials: z.int().min(1).max(10_000_000),
      at: time,
    })
    .refine(({ hits, trials }) => hits <= trials, { message: 'more hits than trials', path: ['hits'] }),
  z.object({ kind: z.literal('measure'), measure: id, unit: z.string().max(24), value: z.number(), at: time }),
  z.object({
    kind: z.literal('outage'),
    from: time,
    until: time,
    reason: z.enum(['fault', 'maintenance', 'power', 'network', 'software', 'operator', 'weather', 'unknown']),
  }),
  /** Where the device says that it sends and is reached from, and where a test saw it. */
  z.object({
    kind: z.literal('data-path'),
    declared: z.array(destination).max(64),
    observed: z.array(destination).max(64),
    observedHours: z.number().min(0).max(100_000),
    at: time,
  }),
  z.object({ kind: z.literal('check'), check: id, met: z.enum(['yes', 'no', 'unknown']), text: bilingual, at: time }),
]);

/** A dated document with a hash: what it claims, what counters it, with what confidence. */
export const evidenceRecord = z.object({
  configuration: id,
  type: z.enum(EVIDENCE_TYPES),
  title: bilingual,
  document: documentRef.nullable(),
  issuer: line,
  laboratory: id.nullable(),
  /** Who tested; never who decides. A person of this agency by id, or a name. */
  testers: z.array(line).max(16),
  issuedAt: time,
  validUntil: time.nullable(),
  claims: z.array(bilingual).max(32),
  results: z.array(evidenceResult).max(256),
  /** Evidence that this one speaks against. */
  counters: z.array(id).max(16),
  confidence: z.enum(['low', 'medium', 'high']),
  confidenceReason: bilingual,
  sample: z.boolean(),
});

/** What a named reviewer found at a gate, judged in aggregate: an outcome and reasons, never a sum. */
export const findingRecord = z.object({
  configuration: id,
  gate: gateId,
  /** Use contexts it speaks of; empty: all. */
  contexts: z.array(id).max(16),
  outcome: assessedOutcome,
  reasons: bilingual,
  conditions: z.array(bilingual).max(16),
  evidence: z.array(id).max(64),
  reviewer: id,
  checklist: z
    .array(
      z.object({
        item: id,
        status: z.enum(['met', 'not-met', 'not-applicable', 'not-assessed', 'text-not-public']),
        evidence: z.array(id).max(16),
        note: bilingual,
      }),
    )
    .max(64),
  componentSecurity: componentSecurity.nullable(),
  at: time,
  sample: z.boolean(),
});

/** What a party says about a supplier or a configuration: shown beside the evaluation, never inside it. */
export const assertionRecord = z.object({
  about: z.object({ kind: z.enum(['supplier', 'configuration']), id }),
  party: line,
  partyKind: z.enum(['partner-authority', 'maker', 'auditor', 'other']),
  text: bilingual,
  source: line,
  document: documentRef.nullable(),
  saidAt: time,
  /** `not-verified` by this agency until evidence says more. */
  standing: z.enum(['not-verified', 'supported', 'contradicted']),
  standingReasons: bilingual.nullable(),
  evidence: z.array(id).max(16),
  sample: z.boolean(),
});

export const EQUIPMENT_RECORDS = {
  supplier: supplierRecord,
  model: modelRecord,
  configuration: configurationRecord,
  device: deviceRecord,
  laboratory: laboratoryRecord,
  standard: standardRecord,
  evidence: evidenceRecord,
  finding: findingRecord,
  assertion: assertionRecord,
} as const;
export const recordKind = z.enum(Object.keys(EQUIPMENT_RECORDS) as [RecordKind, ...RecordKind[]]);
export type RecordKind = keyof typeof EQUIPMENT_RECORDS;
export type RecordOf<K extends RecordKind> = z.infer<(typeof EQUIPMENT_RECORDS)[K]>;

/** One version of a record; nothing is deleted. */
const versioned = {
  id,
  version: z.int().min(1),
  /** SHA-256 of the version as it was stored; named by the log. */
  hash,
  by: id,
  at: time,
  logIndex: count,
};
const kept = <K extends RecordKind>(kind: K) =>
  z.object({ kind: z.literal(kind), ...versioned, body: EQUIPMENT_RECORDS[kind] });
export const keptRecord = z.discriminatedUnion('kind', [
  kept('supplier'),
  kept('model'),
  kept('configuration'),
  kept('device'),
  kept('laboratory'),
  kept('standard'),
  kept('evidence'),
  kept('finding'),
  kept('assertion'),
]);
/** `GET /api/v1/equipment/records/:kind?configuration=`: the newest version of each, by id. */
export const recordList = z.object({ records: z.array(keptRecord).max(5000) });
/** `PUT /api/v1/equipment/records/:kind/:id`: a new version; `after` is the version it was made from, 0 for the first. */
export const recordRequest = z.object({ after: count, body: z.unknown() });

export type Requirement = z.infer<typeof requirement>;
export type EvidenceResult = z.infer<typeof evidenceResult>;
export type ComponentSecurity = z.infer<typeof componentSecurity>;
export type KeptRecord = z.infer<typeof keptRecord>;
export type Kept<K extends RecordKind> = Extract<KeptRecord, { readonly kind: K }>;
export type RecordList = z.infer<typeof recordList>;
