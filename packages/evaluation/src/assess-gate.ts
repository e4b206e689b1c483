import { type Assessment, assessed, type Grounding } from './assessment.ts';
import type { AssessmentReason } from './assessment-reasons.ts';
import { day, quoted, sentences } from './explain.ts';
import { gateObjections, sayNotPublic, sayWatched } from './gate-objection.ts';
import { isWorse } from './outcome-order.ts';
import type { ChecklistItem, FindingRecord, GateRequirement, Kept, Outcome } from './records.ts';
import { isFresh, sayCountered, usedWithCounters, type Weighed } from './weigh-evidence.ts';
import { type Bilingual, inBoth } from './words.ts';

interface Judged {
  readonly outcome: Outcome;
  readonly reason: AssessmentReason;
  readonly words: Bilingual;
}

/**
 * A gate is what a named reviewer found, in aggregate and with reasons; nothing is added up. For each use the newest finding that speaks of
 * it decides; uses that the same finding decides share a line. Unknown is not a pass, and a finding without evidence lifts no failure.
 */
export function assessGate(
  requirement: GateRequirement,
  contexts: readonly string[],
  checklist: readonly ChecklistItem[],
  grounding: Grounding,
): Assessment[] {
  const deciding = contexts.map((context) => ({ context, findings: findingsFor(requirement, context, grounding) }));
  const alike = Map.groupBy(deciding, ({ findings }) => findings.map(({ id }) => id).join(' '));
  return [...alike.values()].map((group) =>
    assessFindings(
      requirement,
      group.map(({ context }) => context),
      group[0]?.findings ?? [],
      checklist,
      grounding,
    ),
  );
}

/** The newest finding about a use; where it has no evidence, also the newest that has, if that is a failure. */
function findingsFor({ gate }: GateRequirement, context: string, grounding: Grounding): Kept<FindingRecord>[] {
  const about = grounding.findings
    .filter(({ body }) => body.gate === gate && body.at <= grounding.at)
    .filter(({ body }) => body.contexts.length === 0 || body.contexts.includes(context))
    .toSorted(newestAndWorstFirst);
  const [newest] = about;
  if (!newest || supportOf(newest, grounding).known.length > 0) return newest ? [newest] : [];
  const standing = about.find((finding) => supportOf(finding, grounding).known.length > 0);
  return standing?.body.outcome === 'fail' ? [newest, standing] : [newest];
}

function newestAndWorstFirst(one: Kept<FindingRecord>, other: Kept<FindingRecord>): number {
  if (one.body.at !== other.body.at) return other.body.at - one.body.at;
  if (one.body.outcome !== other.body.outcome) return isWorse(one.body.outcome, other.body.outcome) ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** The evidence a finding names: what there is of it and was not set aside, and what of that counts for it. */
function supportOf({ body }: Kept<FindingRecord>, { evidence }: Grounding): { known: Weighed[]; counting: Weighed[] } {
  const known = evidence.filter(
    ({ kept, weight }) => body.evidence.includes(kept.id) && weight !== 'set-aside' && weight !== 'not-yet',
  );
  return { known, counting: known.filter(({ weight }) => weight === 'counts') };
}

function assessFindings(
  requirement: GateRequirement,
  contexts: readonly string[],
  findings: readonly Kept<FindingRecord>[],
  checklist: readonly ChecklistItem[],
  grounding: Grounding,
): Assessment {
  const newest = findings[0];
  if (!newest) {
    const line = assessed(requirement, contexts, {
      gate: requirement.gate,
      outcome: 'not-assessed',
      reason: 'GATE_NOT_ASSESSED',
      evidence: [],
      explanation: inBoth(
        'Sin evaluar: nadie ha dictaminado esto para este uso.',
        'Not assessed: nobody has judged this for this use.',
      ),
    });
    return { line, conditions: [] };
  }
  const decides = findings.at(-1) ?? newest;
  const { known } = supportOf(decides, grounding);
  const judged = judge(requirement, decides, checklist, grounding);
  const { outcome, reason } = judged;
  const conditions = outcome === 'conditional' ? decides.body.conditions : [];
  const line = assessed(requirement, contexts, {
    gate: requirement.gate,
    outcome,
    reason,
    evidence: usedWithCounters(known, grounding.evidence),
    condition: conditions.length > 0 ? sentences(...conditions) : null,
    explanation: sentences(
      decides === newest ? undefined : STANDS,
      judged.words,
      sayFinding(decides.body),
      sayWatched(requirement, grounding),
      sayNotPublic(requirement, checklist),
      sayCountered(known),
    ),
  });
  return { line, conditions };
}

const STANDS = inBoth(
  'Un dictamen posterior no nombra evidencia y no deja sin efecto el anterior.',
  'A later finding names no evidence, and does not lift the earlier one.',
);

function judge(
  requirement: GateRequirement,
  finding: Kept<FindingRecord>,
  checklist: readonly ChecklistItem[],
  grounding: Grounding,
): Judged {
  const { known, counting } = supportOf(finding, grounding);
  const { body } = finding;
  // What failed with evidence fails: neither its age nor other evidence of no more weight turns it.
  if (body.outcome === 'fail' && known.length > 0)
    return { outcome: 'fail', reason: 'GATE_FAILED', words: inBoth('No se pasa.', 'Failed.') };
  if (body.outcome === 'not-assessed')
    return { outcome: 'not-assessed', reason: 'GATE_NOT_ASSESSED', words: UNDECIDED };
  if (counting.length === 0)
    return { outcome: 'not-assessed', reason: 'GATE_WITHOUT_EVIDENCE', words: WITHOUT_EVIDENCE };
  const supported = (id: string) =>
    grounding.evidence.some(({ kept, weight }) => kept.id === id && weight === 'counts');
  const objections = gateObjections(requirement, body, checklist, supported, grounding);
  if (!isFresh(body.at, requirement.freshMonths, grounding.at))
    objections.push({ atBest: 'not-assessed', reason: 'EVIDENCE_STALE', words: TOO_OLD });
  if (known.some(({ counteredBy }) => counteredBy.some((counter) => counter.body.issuedAt > body.at)))
    objections.push({ atBest: 'not-assessed', reason: 'EVIDENCE_COUNTERED', words: COUNTERED_SINCE });
  if (body.outcome === 'conditional' && body.conditions.length === 0)
    objections.push({ atBest: 'not-assessed', reason: 'CONDITIONS_MISSING', words: NO_CONDITIONS });
  const found: Judged =
    body.outcome === 'pass'
      ? { outcome: 'pass', reason: 'GATE_PASSED', words: inBoth('Se pasa.', 'Passed.') }
      : {
          outcome: 'conditional',
          reason: 'GATE_CONDITIONAL',
          words: inBoth('Se pasa con condiciones.', 'Passed under conditions.'),
        };
  return objections.reduce((judged, objection) => heldAgainst(judged, objection, body.outcome), found);
}

/** The worst of what is found and what stands against it; everything that stands against it is said. */
function heldAgainst(
  judged: Judged,
  { atBest, reason, words }: ReturnType<typeof gateObjections>[number],
  said: Outcome,
): Judged {
  // Conditions are a reviewer's to set: where a pass was said and only conditions could bridge the fact, it is a failure.
  const most: Outcome = atBest === 'conditional' && said === 'pass' ? 'fail' : atBest;
  const both = judged.reason === 'GATE_PASSED' ? words : sentences(judged.words, words);
  if (isWorse(most, judged.outcome)) return { outcome: most, reason, words: both };
  // At the same outcome the fact is the better reason than the finding's own.
  const own = judged.reason === 'GATE_CONDITIONAL' && reason === 'UNDECLARED_DESTINATION';
  return { outcome: judged.outcome, reason: own ? reason : judged.reason, words: both };
}

const UNDECIDED = inBoth(
  'Sin evaluar: quien revisó dejó constancia de que no pudo dictaminar.',
  'Not assessed: the reviewer recorded that it could not be judged.',
);
const WITHOUT_EVIDENCE = inBoth(
  'Sin evaluar: el dictamen no nombra evidencia vigente de esta configuración.',
  'Not assessed: the finding names no current evidence of this configuration.',
);
const TOO_OLD = inBoth(
  'El dictamen es más antiguo de lo que la norma admite.',
  'The finding is older than the standard allows.',
);
const COUNTERED_SINCE = inBoth(
  'Después del dictamen hubo evidencia que contradice aquella en que se apoya.',
  'Since the finding there is evidence that speaks against what it rests on.',
);
const NO_CONDITIONS = inBoth(
  'El dictamen dice «con condiciones» y no nombra ninguna.',
  'The finding says “under conditions” and names none.',
);

function sayFinding({ reviewer, at, reasons }: FindingRecord): Bilingual {
  const why = quoted(reasons, 1200);
  const when = day(at);
  return inBoth(`${reviewer}, ${when.es}: ${why.es}`, `${reviewer}, ${when.en}: ${why.en}`);
}
