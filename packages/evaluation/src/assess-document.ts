import { assessed, type Grounding } from './assessment.ts';
import { clip, listed, sentences } from './explain.ts';
import type { AssessedRequirement, EvidenceRequirement, ResultOf } from './records.ts';
import { isFresh, sayCountered, sayDocument, usedWithCounters, type Weighed } from './weigh-evidence.ts';
import { type Excluded, excludedBy, foreignThat, sayExcluded, whyNothingCounts } from './why-nothing-counts.ts';
import { type Bilingual, inBoth } from './words.ts';

interface Check {
  readonly document: Weighed;
  readonly result: ResultOf<'check'>;
}

/**
 * A document of a type must be there, current and whole. Where such documents hold checks, the newest answer to each decides: one “no”
 * fails, one “unknown” leaves it unassessed.
 */
export function assessDocument(
  requirement: EvidenceRequirement,
  contexts: readonly string[],
  grounding: Grounding,
): AssessedRequirement {
  const { current, checks, excluded } = documentsFor(requirement, grounding);
  const notMet = checks.filter(({ result }) => result.met === 'no');
  const unknown = checks.filter(({ result }) => result.met === 'unknown');
  const shown = [...current, ...checks.map(({ document }) => document)];
  const evidence = usedWithCounters(shown, grounding.evidence);
  const notes = [sayCountered(current), sayExcluded(excluded)];
  if (notMet.length > 0)
    return assessed(requirement, contexts, {
      outcome: 'fail',
      reason: 'CHECK_NOT_MET',
      evidence,
      explanation: sentences(sayChecks('No se cumplió: ', 'Not met: ', notMet), ...notes),
    });
  if (current.length === 0)
    return assessed(requirement, contexts, {
      outcome: 'not-assessed',
      reason: whyNothingCounts(excluded),
      evidence,
      explanation: sentences(
        inBoth('Sin evaluar: no está el documento que se pide.', 'Not assessed: the document asked for is not there.'),
        ...notes,
      ),
    });
  if (unknown.length > 0)
    return assessed(requirement, contexts, {
      outcome: 'not-assessed',
      reason: 'CHECK_UNKNOWN',
      evidence,
      explanation: sentences(sayChecks('No se sabe: ', 'Not known: ', unknown), ...notes),
    });
  const there = listed(current.map(sayDocument), 4);
  return assessed(requirement, contexts, {
    outcome: 'pass',
    reason: 'EVIDENCE_PRESENT',
    evidence,
    explanation: sentences(inBoth(`Está: ${there.es}.`, `It is there: ${there.en}.`), ...notes),
  });
}

function documentsFor(requirement: EvidenceRequirement, grounding: Grounding) {
  const ofType = grounding.evidence.filter(({ kept }) => kept.body.type === requirement.evidenceType);
  const current: Weighed[] = [];
  const excluded: Excluded[] = [];
  const checks: Check[] = [];
  for (const document of ofType) {
    const { body } = document.kept;
    const why =
      excludedBy(document) ??
      (isFresh(body.issuedAt, requirement.freshMonths, grounding.at) ? undefined : 'EVIDENCE_STALE');
    if (why) {
      excluded.push({ body, why });
      continue;
    }
    const doubted = document.weight === 'doubted';
    // A check that was not met counts with or without a file; a document that is asked for must be one.
    for (const result of body.results)
      if (result.kind === 'check' && result.at <= grounding.at && !(doubted && result.met === 'yes'))
        checks.push({ document, result });
    if (doubted) excluded.push({ body, why: 'EVIDENCE_COUNTERED' });
    else if (body.document === null) excluded.push({ body, why: 'EVIDENCE_WITHOUT_DOCUMENT' });
    else current.push(document);
  }
  const foreign = foreignThat(grounding, ({ type }) => type === requirement.evidenceType);
  return { current, checks: newestOfEach(checks), excluded: [...excluded, ...foreign] };
}

const WORST_FIRST = ['no', 'unknown', 'yes'] as const;

/** Of each check the newest answer; of several of one time, the worst. */
function newestOfEach(checks: readonly Check[]): Check[] {
  return [...Map.groupBy(checks, ({ result }) => result.check).values()].flatMap((answers) =>
    answers
      .toSorted(
        (one, other) =>
          other.result.at - one.result.at ||
          WORST_FIRST.indexOf(one.result.met) - WORST_FIRST.indexOf(other.result.met),
      )
      .slice(0, 1),
  );
}

function sayChecks(es: string, en: string, checks: readonly Check[]): Bilingual {
  const row = listed(
    checks.map(({ result }) => inBoth(clip(result.text.es, 300), clip(result.text.en, 300))),
    6,
  );
  return inBoth(`${es}${row.es}.`, `${en}${row.en}.`);
}
