// The records as this package reads them. They match the shapes of @garita/api field by field, which a test there holds, and
// stand here so that a laboratory can evaluate without a server and this package leans on nothing of ours.
import type { Bilingual } from './words.ts';

export type Outcome = 'pass' | 'conditional' | 'fail' | 'not-assessed';
export type ListingSection = 'qualified' | 'approved-conditional' | 'grandfathered';

export const GATES = [
  'ownership-and-control',
  'remote-access',
  'data-destinations',
  'cyber-requirements',
  'component-security',
  'vulnerabilities',
  'uninterrupted-coordination',
  'information-protection',
  'trade-flow',
] as const;
export type Gate = (typeof GATES)[number];

/** A use that approval is asked for. */
export interface UseContext {
  readonly id: string;
  readonly name: Bilingual;
  readonly siteKinds: readonly ('land-port' | 'seaport' | 'airport' | 'rail-port' | 'facility')[];
  readonly network: 'isolated' | 'agency-network' | 'maker-reachable';
  readonly dataClass: 'public' | 'restricted' | 'sensitive';
}

interface Asked {
  readonly id: string;
  readonly text: Bilingual;
  /** Empty: in every use. */
  readonly contexts: readonly string[];
  /** Evidence older than so many months does not count; `null`: any age. */
  readonly freshMonths: number | null;
  /** Failing it leads to approval under this condition; `null`: it must be met. */
  readonly conditionIfMissed: Bilingual | null;
}
export interface DetectionRequirement extends Asked {
  readonly kind: 'detection';
  readonly threatClass: string;
  readonly atLeast: number;
  readonly confidence: number;
}
export interface FalseAlarmRequirement extends Asked {
  readonly kind: 'false-alarm';
  readonly threatClass: string | null;
  readonly atMost: number;
  readonly confidence: number;
}
export interface MeasureRequirement extends Asked {
  readonly kind: 'measure';
  readonly measure: string;
  readonly unit: string;
  readonly atLeast: number | null;
  readonly atMost: number | null;
}
export interface EvidenceRequirement extends Asked {
  readonly kind: 'evidence';
  readonly evidenceType: string;
}
export interface GateRequirement extends Asked {
  readonly kind: 'gate';
  readonly gate: Gate;
  /** What `component-security` asks at least of a device. */
  readonly securityLevels?: SecurityVector | null | undefined;
}
export type Requirement =
  | DetectionRequirement
  | FalseAlarmRequirement
  | MeasureRequirement
  | EvidenceRequirement
  | GateRequirement;

export interface ChecklistItem {
  readonly id: string;
  readonly text: Bilingual;
  /** False where the text asked for is not public: it cannot be answered from here. */
  readonly textPublic: boolean;
  readonly source: string;
}

export interface StandardRecord {
  readonly title: Bilingual;
  readonly issuer: string;
  readonly edition: string;
  readonly equipmentTypes: readonly EquipmentType[];
  /** Milliseconds since 1970, as every time here. */
  readonly validFrom: number;
  readonly endsAt: number | null;
  readonly contexts: readonly UseContext[];
  readonly requirements: readonly Requirement[];
  readonly checklist: readonly ChecklistItem[];
  readonly sample: boolean;
}
export type EquipmentType =
  | 'cargo-portal'
  | 'vehicle-portal'
  | 'rail-portal'
  | 'baggage-ct'
  | 'cabinet-xray'
  | 'backscatter'
  | 'trace'
  | 'metal-detector'
  | 'radiation-portal'
  | 'file-import'
  | 'other';

export interface ConfigurationRecord {
  readonly standard: string;
  readonly contexts: readonly string[];
  readonly sample: boolean;
}

interface TrialsResult {
  readonly kind: 'trials';
  readonly outcome: 'detection' | 'false-alarm';
  readonly threatClass: string | null;
  readonly article: string;
  readonly hits: number;
  readonly trials: number;
  readonly at: number;
}
interface MeasureResult {
  readonly kind: 'measure';
  readonly measure: string;
  readonly unit: string;
  readonly value: number;
  readonly at: number;
}
interface OutageResult {
  readonly kind: 'outage';
  readonly from: number;
  readonly until: number;
  readonly reason: 'fault' | 'maintenance' | 'power' | 'network' | 'software' | 'operator' | 'weather' | 'unknown';
}
export interface Destination {
  readonly destination: string;
  readonly purpose: string;
  readonly direction: 'out' | 'in';
}
interface DataPathResult {
  readonly kind: 'data-path';
  readonly declared: readonly Destination[];
  readonly observed: readonly Destination[];
  readonly observedHours: number;
  readonly at: number;
}
interface CheckResult {
  readonly kind: 'check';
  readonly check: string;
  readonly met: 'yes' | 'no' | 'unknown';
  readonly text: Bilingual;
  readonly at: number;
}
export type EvidenceResult = TrialsResult | MeasureResult | OutageResult | DataPathResult | CheckResult;
export type ResultOf<K extends EvidenceResult['kind']> = Extract<EvidenceResult, { readonly kind: K }>;

export type Confidence = 'low' | 'medium' | 'high';
export interface EvidenceRecord {
  readonly configuration: string;
  readonly type: string;
  readonly title: Bilingual;
  readonly document: { readonly sha256: string } | null;
  readonly issuer: string;
  readonly laboratory: string | null;
  readonly testers: readonly string[];
  readonly issuedAt: number;
  readonly validUntil: number | null;
  readonly results: readonly EvidenceResult[];
  /** Ids of evidence that this one speaks against. */
  readonly counters: readonly string[];
  readonly confidence: Confidence;
  readonly sample: boolean;
}

/** Security levels of IEC 62443-4-2 by foundational requirement; `null`: not assessed. */
export interface SecurityVector {
  readonly iac: number | null;
  readonly uc: number | null;
  readonly si: number | null;
  readonly dc: number | null;
  readonly rdf: number | null;
  readonly tre: number | null;
  readonly ra: number | null;
}

export interface ChecklistAnswer {
  readonly item: string;
  readonly status: 'met' | 'not-met' | 'not-applicable' | 'not-assessed' | 'text-not-public';
  readonly evidence: readonly string[];
}

export interface FindingRecord {
  readonly configuration: string;
  readonly gate: Gate;
  /** Empty: every use. */
  readonly contexts: readonly string[];
  readonly outcome: Outcome;
  readonly reasons: Bilingual;
  readonly conditions: readonly Bilingual[];
  readonly evidence: readonly string[];
  readonly reviewer: string;
  readonly checklist: readonly ChecklistAnswer[];
  readonly componentSecurity: SecurityVector | null;
  readonly at: number;
  readonly sample: boolean;
}

/** A record as it is kept: its newest version, and the SHA-256 of that. */
export interface Kept<Body> {
  readonly id: string;
  readonly hash: string;
  readonly body: Body;
}

/** Which document a number rests on. */
export interface EvidenceUsed {
  readonly id: string;
  readonly hash: string;
  readonly document: string | null;
  readonly title: Bilingual;
  readonly issuedAt: number;
}

/** One requirement of the reasoned record: the evidence, the number, the bound, and why it came out so. */
export interface AssessedRequirement {
  readonly requirement: string;
  readonly kind: Requirement['kind'];
  readonly text: Bilingual;
  readonly contexts: readonly string[];
  readonly outcome: Outcome;
  readonly threatClass: string | null;
  readonly hits: number | null;
  readonly trials: number | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly bound: number | null;
  readonly boundSide: 'lower' | 'upper' | null;
  readonly confidence: number | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly gate: Gate | null;
  readonly evidence: readonly EvidenceUsed[];
  /** An `AssessmentReason`; a newer program may write others. */
  readonly reason: string;
  readonly explanation: Bilingual;
  readonly condition: Bilingual | null;
}

export interface AssessedContext {
  readonly context: string;
  readonly name: Bilingual;
  readonly outcome: Outcome;
  readonly conditions: readonly Bilingual[];
}

/** The reasoned record. */
export interface EvaluationRecord {
  readonly v: 1;
  readonly agency: string;
  readonly configuration: string;
  readonly configurationHash: string;
  readonly standard: string;
  readonly standardHash: string;
  readonly standardTitle: Bilingual;
  readonly standardEndsAt: number | null;
  readonly at: number;
  readonly by: string;
  readonly requirements: readonly AssessedRequirement[];
  readonly contexts: readonly AssessedContext[];
  readonly outcome: Outcome;
  readonly notAssessed: number;
  readonly sample: boolean;
}
