import { evaluate, type Submission } from './evaluate.ts';
import type {
  DetectionRequirement,
  EvidenceRecord,
  EvidenceResult,
  FindingRecord,
  GateRequirement,
  Kept,
  MeasureRequirement,
  Requirement,
  ResultOf,
  StandardRecord,
} from './records.ts';
import { inBoth } from './words.ts';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const NOW = Date.UTC(2026, 10, 1);

const hashOf = (id: string) =>
  [...id]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);
export const both = (text: string) => inBoth(`${text} (es)`, text);

export function kept<Body>(id: string, body: Body): Kept<Body> {
  return { id, hash: hashOf(id), body };
}

export function evidence(
  id: string,
  results: readonly EvidenceResult[],
  change: Partial<EvidenceRecord> = {},
): Kept<EvidenceRecord> {
  return kept(id, {
    configuration: 'cfg-1',
    type: 'lab-certificate',
    title: both(id),
    document: { sha256: hashOf(`document ${id}`) },
    issuer: 'Sample laboratory',
    laboratory: 'lab-1',
    testers: ['Tester One'],
    issuedAt: NOW - 10 * DAY,
    validUntil: null,
    results,
    counters: [],
    confidence: 'medium',
    sample: true,
    ...change,
  });
}

export function finding(id: string, change: Partial<FindingRecord> = {}): Kept<FindingRecord> {
  return kept(id, {
    configuration: 'cfg-1',
    gate: 'ownership-and-control',
    contexts: [],
    outcome: 'pass',
    reasons: both('Judged in aggregate'),
    conditions: [],
    evidence: ['paper'],
    reviewer: 'reviewer-1',
    checklist: [],
    componentSecurity: null,
    at: NOW - 5 * DAY,
    sample: true,
    ...change,
  });
}

export function trials(hits: number, n: number, change: Partial<ResultOf<'trials'>> = {}): ResultOf<'trials'> {
  return {
    kind: 'trials',
    outcome: 'detection',
    threatClass: 'fentanyl',
    article: 'article-a',
    hits,
    trials: n,
    at: NOW - 20 * DAY,
    ...change,
  };
}

export function measured(value: number, change: Partial<ResultOf<'measure'>> = {}): ResultOf<'measure'> {
  return { kind: 'measure', measure: 'availability', unit: '%', value, at: NOW - 20 * DAY, ...change };
}

const asked = { text: both('Asked'), contexts: [], freshMonths: 24, conditionIfMissed: null } as const;
export const detects = (change: Partial<DetectionRequirement> = {}): DetectionRequirement => ({
  ...asked,
  kind: 'detection',
  id: 'detects',
  threatClass: 'fentanyl',
  atLeast: 0.9,
  confidence: 0.95,
  ...change,
});
export const measures = (change: Partial<MeasureRequirement> = {}): MeasureRequirement => ({
  ...asked,
  kind: 'measure',
  id: 'measures',
  measure: 'availability',
  unit: '%',
  atLeast: 95,
  atMost: null,
  ...change,
});
export const gate = (change: Partial<GateRequirement> = {}): GateRequirement => ({
  ...asked,
  kind: 'gate',
  id: 'gate',
  gate: 'ownership-and-control',
  ...change,
});

export function standardOf(
  requirements: readonly Requirement[],
  change: Partial<StandardRecord> = {},
): Kept<StandardRecord> {
  const use = (id: string) =>
    ({ id, name: both(id), siteKinds: [], network: 'isolated', dataClass: 'restricted' }) as const;
  return kept('std-1', {
    title: both('Sample standard'),
    issuer: 'Sample',
    edition: '1',
    equipmentTypes: [],
    validFrom: NOW - 400 * DAY,
    endsAt: NOW + 400 * DAY,
    contexts: [use('land-port'), use('airport')],
    requirements,
    checklist: [],
    sample: true,
    ...change,
  });
}

/** A submission for one use, with the paper that findings name. */
export function submission(
  requirement: Requirement | Kept<StandardRecord>,
  given: {
    readonly evidence?: readonly Kept<EvidenceRecord>[];
    readonly findings?: readonly Kept<FindingRecord>[];
  } = {},
  change: Partial<Submission> = {},
): Submission {
  return {
    agency: 'mx',
    configuration: kept('cfg-1', { standard: 'std-1', contexts: ['land-port'], sample: true }),
    standard: 'body' in requirement ? requirement : standardOf([requirement]),
    evidence: [evidence('paper', [], { type: 'other' }), ...(given.evidence ?? [])],
    findings: given.findings ?? [],
    at: NOW,
    by: 'evaluator-1',
    ...change,
  };
}

/** The one line that a requirement leads to. */
export const lineOf = (requirement: Requirement, given: Parameters<typeof submission>[1] = {}) => {
  const [line] = evaluate(submission(requirement, given)).requirements;
  if (!line) throw new Error('nothing was assessed');
  return line;
};

/** Evidence that speaks against the document `lab`: with the same confidence, with more, with less. */
export const inDoubt = evidence('counter', [], { counters: ['lab'] });
export const stronger = evidence('counter', [], { counters: ['lab'], confidence: 'high' });
export const weaker = evidence('counter', [], { counters: ['lab'], confidence: 'low' });
