import { assessDocument } from './assess-document.ts';
import { assessGate } from './assess-gate.ts';
import { assessMeasure } from './assess-measure.ts';
import { assessTrials } from './assess-trials.ts';
import { type Assessment, assessed, type Grounding } from './assessment.ts';
import { EvaluationError } from './evaluation-error.ts';
import { day } from './explain.ts';
import { worstOf } from './outcome-order.ts';
import type {
  AssessedContext,
  AssessedRequirement,
  ConfigurationRecord,
  EvaluationRecord,
  EvidenceRecord,
  FindingRecord,
  Kept,
  Requirement,
  StandardRecord,
} from './records.ts';
import { weighEvidence } from './weigh-evidence.ts';
import { type Bilingual, inBoth } from './words.ts';

export interface Submission {
  readonly agency: string;
  readonly configuration: Kept<ConfigurationRecord>;
  /** The standard that the configuration names. */
  readonly standard: Kept<StandardRecord>;
  /** Whatever evidence there is; of another configuration it is pointed out and does not count. */
  readonly evidence: readonly Kept<EvidenceRecord>[];
  readonly findings: readonly Kept<FindingRecord>[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who had it evaluated. */
  readonly by: string;
  /** Uses to evaluate for; absent: those the configuration asks for. */
  readonly contexts?: readonly string[] | undefined;
}

/**
 * The reasoned record: each requirement with the evidence that counted, the number, the exact bound and why it came out so; and what follows
 * for each use. The same records give the same answer, in whatever order they come. Throws RECORDS_MISMATCHED where the standard is not the
 * configuration’s own, TRIALS_INVALID for numbers of trials that cannot be.
 */
export function evaluate(submission: Submission): EvaluationRecord {
  const { agency, configuration, standard, at, by } = submission;
  if (configuration.body.standard !== standard.id)
    throw new EvaluationError(
      'RECORDS_MISMATCHED',
      `configuration ${configuration.id} names standard ${configuration.body.standard}, not ${standard.id}`,
    );
  const asked = [...new Set(submission.contexts ?? configuration.body.contexts)];
  const known = asked.filter((context) => standard.body.contexts.some(({ id }) => id === context));
  const evidence = submission.evidence.toSorted(byId);
  const grounding: Grounding = {
    evidence: weighEvidence(evidence, configuration.id, at),
    foreign: evidence.filter(({ body }) => body.configuration !== configuration.id),
    findings: submission.findings.filter(({ body }) => body.configuration === configuration.id).toSorted(byId),
    at,
  };
  const assessments = [
    ...checkStandard(standard, asked, at).map(alone),
    ...standard.body.requirements.flatMap((requirement) => {
      const contexts = known.filter(
        (context) => requirement.contexts.length === 0 || requirement.contexts.includes(context),
      );
      return contexts.length === 0 ? [] : assess(requirement, contexts, standard.body, grounding);
    }),
  ];
  const requirements = assessments.map(({ line }) => line);
  const contexts = asked.map((context) => assessContext(context, standard.body, assessments));
  const counted = [configuration, standard, ...evidence.filter(({ body }) => body.configuration === configuration.id)];
  return {
    v: 1,
    agency,
    configuration: configuration.id,
    configurationHash: configuration.hash,
    standard: standard.id,
    standardHash: standard.hash,
    standardTitle: standard.body.title,
    standardEndsAt: standard.body.endsAt,
    at,
    by,
    requirements,
    contexts,
    outcome: worstOf(contexts.map(({ outcome }) => outcome)),
    notAssessed: requirements.filter(({ outcome }) => outcome === 'not-assessed').length,
    sample: [...counted, ...grounding.findings].some(({ body }) => body.sample),
  };
}

function assess(
  requirement: Requirement,
  contexts: readonly string[],
  { checklist }: StandardRecord,
  grounding: Grounding,
): Assessment[] {
  switch (requirement.kind) {
    case 'detection':
    case 'false-alarm':
      return [alone(assessTrials(requirement, contexts, grounding))];
    case 'measure':
      return [alone(assessMeasure(requirement, contexts, grounding))];
    case 'evidence':
      return [alone(assessDocument(requirement, contexts, grounding))];
    case 'gate':
      return assessGate(requirement, contexts, checklist, grounding);
  }
}

/** A line of its own where the standard itself stands in the way: over, not yet valid, or silent about a use. */
function checkStandard({ body }: Kept<StandardRecord>, asked: readonly string[], at: number): AssessedRequirement[] {
  const line = (id: string, contexts: readonly string[], text: Bilingual) =>
    ({
      kind: 'evidence',
      id,
      text,
      contexts,
      freshMonths: null,
      conditionIfMissed: null,
      evidenceType: 'other',
    }) as const;
  const lines: AssessedRequirement[] = [];
  const inForce = line('standard-in-force', asked, inBoth('La norma está vigente.', 'The standard is in force.'));
  if (body.endsAt !== null && at >= body.endsAt) {
    const end = day(body.endsAt);
    lines.push(
      assessed(inForce, asked, {
        outcome: 'fail',
        reason: 'STANDARD_EXPIRED',
        evidence: [],
        explanation: inBoth(`La norma terminó el ${end.es}.`, `The standard ended on ${end.en}.`),
      }),
    );
  } else if (at < body.validFrom) {
    const start = day(body.validFrom);
    lines.push(
      assessed(inForce, asked, {
        outcome: 'fail',
        reason: 'STANDARD_NOT_YET_VALID',
        evidence: [],
        explanation: inBoth(`La norma vale desde el ${start.es}.`, `The standard is valid from ${start.en} on.`),
      }),
    );
  }
  const silent = asked.filter((context) => !body.contexts.some(({ id }) => id === context));
  if (silent.length > 0)
    lines.push(
      assessed(
        line('use-in-standard', silent, inBoth('La norma prevé este uso.', 'The standard provides for this use.')),
        silent,
        {
          outcome: 'not-assessed',
          reason: 'CONTEXT_MISSING',
          evidence: [],
          explanation: inBoth(
            `La norma no prevé: ${silent.join(', ')}.`,
            `The standard does not provide for: ${silent.join(', ')}.`,
          ),
        },
      ),
    );
  return lines;
}

/** A line with the one condition it may lead to. */
function alone(line: AssessedRequirement): Assessment {
  return { line, conditions: line.condition ? [line.condition] : [] };
}

/** For a use the worst of what is asked in it; every condition once. */
function assessContext(
  context: string,
  { contexts }: StandardRecord,
  assessments: readonly Assessment[],
): AssessedContext {
  const own = assessments.filter(({ line }) => line.contexts.includes(context));
  const conditions = own.flatMap((assessment) => assessment.conditions);
  return {
    context,
    name: contexts.find(({ id }) => id === context)?.name ?? inBoth(context, context),
    outcome: worstOf(own.map(({ line }) => line.outcome)),
    conditions: [...new Map(conditions.map((condition) => [`${condition.es}\n${condition.en}`, condition])).values()],
  };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
