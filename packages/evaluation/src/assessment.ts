import type { AssessmentReason } from './assessment-reasons.ts';
import type { AssessedRequirement, EvidenceRecord, FindingRecord, Kept, Outcome, Requirement } from './records.ts';
import type { Weighed } from './weigh-evidence.ts';
import type { Bilingual } from './words.ts';

/** All that a requirement is judged by. */
export interface Grounding {
  readonly evidence: readonly Weighed[];
  /** Of another configuration: never counted, only pointed out. */
  readonly foreign: readonly Kept<EvidenceRecord>[];
  readonly findings: readonly Kept<FindingRecord>[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A line of the record, and the conditions it leads to, one by one. */
export interface Assessment {
  readonly line: AssessedRequirement;
  readonly conditions: readonly Bilingual[];
}

type Particulars = Pick<AssessedRequirement, 'evidence' | 'explanation'> &
  Partial<
    Pick<
      AssessedRequirement,
      | 'contexts'
      | 'threatClass'
      | 'hits'
      | 'trials'
      | 'value'
      | 'unit'
      | 'bound'
      | 'boundSide'
      | 'confidence'
      | 'atLeast'
      | 'atMost'
      | 'gate'
      | 'condition'
    >
  > & { readonly outcome: Outcome; readonly reason: AssessmentReason };

/** A line of the reasoned record; a miss that the standard has a condition for is conditional, but never at a gate. */
export function assessed(
  requirement: Requirement,
  contexts: readonly string[],
  found: Particulars,
): AssessedRequirement {
  const excused = found.outcome === 'fail' && requirement.kind !== 'gate' ? requirement.conditionIfMissed : null;
  return {
    requirement: requirement.id,
    kind: requirement.kind,
    text: requirement.text,
    threatClass: null,
    hits: null,
    trials: null,
    value: null,
    unit: null,
    bound: null,
    boundSide: null,
    confidence: null,
    atLeast: null,
    atMost: null,
    gate: null,
    condition: excused,
    ...found,
    outcome: excused ? 'conditional' : found.outcome,
    contexts: found.contexts ?? contexts,
  };
}
