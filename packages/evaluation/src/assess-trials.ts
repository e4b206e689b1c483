import { assessed, type Grounding } from './assessment.ts';
import { exactBounds } from './detection-bounds.ts';
import { boundPercent, clip, listed, percent, sentences } from './explain.ts';
import type { AssessedRequirement, DetectionRequirement, FalseAlarmRequirement, ResultOf } from './records.ts';
import { isFresh, sayCountered, usedWithCounters, type Weighed } from './weigh-evidence.ts';
import { type Excluded, excludedBy, foreignThat, sayExcluded, whyNothingCounts } from './why-nothing-counts.ts';
import { type Bilingual, inBoth } from './words.ts';

type TrialsRequirement = DetectionRequirement | FalseAlarmRequirement;

/** So many good and bad trials of one article; in doubt only the bad ones were taken. */
interface Line {
  readonly document: Weighed;
  readonly article: string;
  readonly good: number;
  readonly bad: number;
}

/**
 * Trials of exactly the class that is asked about, added up over documents and articles of that class, each of which is named; classes
 * are never pooled (Lukow & Weatherall, Sci. Rep. 12, 2022, doi 10.1038/s41598-021-03755-1). One exact one-sided bound decides; but where
 * the trials of one article by themselves show that it does worse than asked, the sum does not hide it.
 */
export function assessTrials(
  requirement: TrialsRequirement,
  contexts: readonly string[],
  grounding: Grounding,
): AssessedRequirement {
  const { lines, excluded } = linesFor(requirement, grounding);
  const detection = requirement.kind === 'detection';
  const limit = detection ? requirement.atLeast : requirement.atMost;
  const side = detection ? 'lower' : 'upper';
  const asked = {
    threatClass: requirement.threatClass,
    confidence: requirement.confidence,
    boundSide: side,
    unit: '1',
    atLeast: detection ? limit : null,
    atMost: detection ? null : limit,
    evidence: usedWithCounters(
      lines.map(({ document }) => document),
      grounding.evidence,
    ),
  } as const;
  const notes = [sayCountered(lines.map(({ document }) => document)), sayExcluded(excluded)];
  const [hits, trials] = countedOf(lines, detection);
  if (trials === 0) {
    const reason = whyNothingCounts(excluded);
    const nothing = inBoth(
      'Sin evaluar: no hay ensayos de esta clase que cuenten.',
      'Not assessed: there are no trials of this class that count.',
    );
    return assessed(requirement, contexts, {
      ...asked,
      outcome: 'not-assessed',
      reason,
      explanation: sentences(nothing, ...notes),
    });
  }
  const bound = exactBounds(hits, trials, requirement.confidence, side)[side];
  const met = detection ? bound >= limit : bound <= limit;
  const weak = articlesWorseThan(requirement, lines);
  return assessed(requirement, contexts, {
    ...asked,
    hits,
    trials,
    value: hits / trials,
    bound,
    outcome: met && weak.length === 0 ? 'pass' : 'fail',
    reason: met ? (weak.length === 0 ? 'BOUND_MET' : 'ARTICLE_WEAK') : 'BOUND_NOT_MET',
    explanation: sentences(
      sayBound(requirement, hits, trials, bound),
      sayWeak(weak),
      sayArticles(lines, detection),
      ...notes,
    ),
  });
}

/** Trials that speak to the requirement, and documents that would if they counted. The same trials told twice count once. */
function linesFor(requirement: TrialsRequirement, grounding: Grounding): { lines: Line[]; excluded: Excluded[] } {
  const lines = new Map<string, Line>();
  const excluded: Excluded[] = [];
  for (const document of grounding.evidence) {
    const { body } = document.kept;
    const trials = body.results.filter((result) => speaksTo(requirement, result));
    if (trials.length === 0) continue;
    const fresh = trials.filter((result) => isFresh(result.at, requirement.freshMonths, grounding.at));
    const why =
      excludedBy(document) ??
      (body.document === null ? 'EVIDENCE_WITHOUT_DOCUMENT' : fresh.length === 0 ? 'EVIDENCE_STALE' : undefined);
    if (why) {
      excluded.push({ body, why });
      continue;
    }
    for (const { article, hits, trials: n, at } of fresh) {
      const [good, bad] = requirement.kind === 'detection' ? [hits, n - hits] : [n - hits, hits];
      const key = JSON.stringify([body.laboratory ?? body.issuer, article, hits, n, at]);
      const doubted = document.weight === 'doubted';
      if (doubted || !lines.has(key)) lines.set(key, { document, article, good: doubted ? 0 : good, bad });
    }
    if (document.weight === 'doubted') excluded.push({ body, why: 'EVIDENCE_COUNTERED' });
  }
  const foreign = foreignThat(grounding, ({ results }) => results.some((result) => speaksTo(requirement, result)));
  return { lines: [...lines.values()], excluded: [...excluded, ...foreign] };
}

function speaksTo(requirement: TrialsRequirement, result: { readonly kind: string }): result is ResultOf<'trials'> {
  const trials = result as ResultOf<'trials'>;
  return (
    trials.kind === 'trials' && trials.outcome === requirement.kind && trials.threatClass === requirement.threatClass
  );
}

/** Hits (or false alarms) and trials. */
function countedOf(lines: readonly Line[], detection: boolean): [number, number] {
  const good = lines.reduce((sum, line) => sum + line.good, 0);
  const bad = lines.reduce((sum, line) => sum + line.bad, 0);
  return [detection ? good : bad, good + bad];
}

/** Articles whose own trials show, at the confidence asked for, that they do worse than asked. */
function articlesWorseThan(requirement: TrialsRequirement, lines: readonly Line[]): string[] {
  const detection = requirement.kind === 'detection';
  const articles = [...Map.groupBy(lines, ({ article }) => article)];
  if (articles.length < 2) return [];
  return articles.flatMap(([article, own]) => {
    const [hits, trials] = countedOf(own, detection);
    if (trials === 0) return [];
    const { lower, upper } = exactBounds(hits, trials, requirement.confidence, detection ? 'upper' : 'lower');
    const worse = requirement.kind === 'detection' ? upper < requirement.atLeast : lower > requirement.atMost;
    return worse ? [article] : [];
  });
}

function sayBound(requirement: TrialsRequirement, hits: number, trials: number, bound: number): Bilingual {
  const sure = percent(requirement.confidence);
  if (requirement.kind === 'detection') {
    const [shown, asked] = [boundPercent(bound, 'lower', requirement.atLeast), percent(requirement.atLeast)];
    return inBoth(
      `Detectó ${hits} de ${trials}: con ${sure.es} de confianza eso muestra que detecta al menos ${shown.es}; se pide ${asked.es}.`,
      `Found ${hits} of ${trials}: with ${sure.en} confidence that shows that it finds at least ${shown.en}; asked: ${asked.en}.`,
    );
  }
  const [shown, asked] = [boundPercent(bound, 'upper', requirement.atMost), percent(requirement.atMost)];
  return inBoth(
    `Falsas alarmas en ${hits} de ${trials}: con ${sure.es} de confianza eso muestra que son a lo más ${shown.es}; se admite ${asked.es}.`,
    `False alarms in ${hits} of ${trials}: with ${sure.en} confidence that shows that they are at most ${shown.en}; allowed: ${asked.en}.`,
  );
}

function sayWeak(articles: readonly string[]): Bilingual | undefined {
  if (articles.length === 0) return undefined;
  const row = listed(articles.map(asBoth), 4);
  return inBoth(
    `La suma lo oculta, pero por sí solo queda por debajo de lo pedido: ${row.es}.`,
    `The sum hides it, but by itself this does worse than asked: ${row.en}.`,
  );
}

/** Which trials were added up; nothing where there was one line only. */
function sayArticles(lines: readonly Line[], detection: boolean): Bilingual | undefined {
  if (lines.length < 2) return undefined;
  const row = listed(
    lines.map((line) => {
      const [hits, trials] = countedOf([line], detection);
      const { es, en } = asBoth(line.article);
      return inBoth(`${es}, ${hits} de ${trials}`, `${en}, ${hits} of ${trials}`);
    }),
    12,
  );
  return inBoth(`Se sumaron los ensayos de esta clase: ${row.es}.`, `Trials of this class added up: ${row.en}.`);
}

function asBoth(article: string): Bilingual {
  return inBoth(clip(article, 80), clip(article, 80));
}
