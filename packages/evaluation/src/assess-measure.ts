import { assessed, type Grounding } from './assessment.ts';
import { availabilityOf, type OutageReason } from './availability.ts';
import { day, quantity, sentences } from './explain.ts';
import type { AssessedRequirement, EvidenceRecord, MeasureRequirement, ResultOf } from './records.ts';
import { isFresh, sayCountered, sayDocument, usedWithCounters, type Weighed } from './weigh-evidence.ts';
import { type Excluded, excludedBy, foreignThat, sayExcluded, whyNothingCounts } from './why-nothing-counts.ts';
import { type Bilingual, inBoth } from './words.ts';

/** Hours up to its date over which an operational record noted every outage; with it availability is reckoned, not believed. */
export const OBSERVED_HOURS = { measure: 'observed-hours', unit: 'h' } as const;
const HOUR_MS = 3_600_000;

interface Measured {
  readonly document: Weighed;
  readonly value: number;
  readonly at: number;
  /** How it was reckoned, where it was. */
  readonly words?: Bilingual;
}

/** The newest value that counts decides; of several of the same time, the worst. In doubt a value counts only where it misses. */
export function assessMeasure(
  requirement: MeasureRequirement,
  contexts: readonly string[],
  grounding: Grounding,
): AssessedRequirement {
  const { measured, excluded } = valuesFor(requirement, grounding);
  const asked = { unit: requirement.unit, atLeast: requirement.atLeast, atMost: requirement.atMost } as const;
  const newest = measured
    .toSorted(
      (one, other) => other.at - one.at || shortfall(requirement, other.value) - shortfall(requirement, one.value),
    )
    .at(0);
  if (!newest)
    return assessed(requirement, contexts, {
      ...asked,
      outcome: 'not-assessed',
      reason: whyNothingCounts(excluded),
      evidence: [],
      explanation: sentences(
        inBoth(
          'Sin evaluar: no hay un valor medido que cuente.',
          'Not assessed: there is no measured value that counts.',
        ),
        sayExcluded(excluded),
      ),
    });
  const { document, value, at, words } = newest;
  const met = shortfall(requirement, value) <= 0;
  const [shown, when] = [quantity(value, requirement.unit), day(at)];
  const from = sayDocument(document);
  const limits = sayLimits(requirement);
  return assessed(requirement, contexts, {
    ...asked,
    value,
    outcome: met ? 'pass' : 'fail',
    reason: met ? 'MEASURE_MET' : 'MEASURE_NOT_MET',
    evidence: usedWithCounters([document], grounding.evidence),
    explanation: sentences(
      inBoth(
        `Se midió ${shown.es} el ${when.es} (${from.es}); ${limits.es}.`,
        `Measured ${shown.en} on ${when.en} (${from.en}); ${limits.en}.`,
      ),
      words,
      sayCountered([document]),
      sayExcluded(excluded),
    ),
  });
}

function valuesFor(
  requirement: MeasureRequirement,
  grounding: Grounding,
): { measured: Measured[]; excluded: Excluded[] } {
  const measured: Measured[] = [];
  const excluded: Excluded[] = [];
  for (const document of grounding.evidence) {
    const { body } = document.kept;
    if (!speaksTo(requirement, body)) continue;
    const values = [...stated(requirement, document), ...reckoned(requirement, document)];
    const fresh = values.filter(({ at }) => isFresh(at, requirement.freshMonths, grounding.at));
    const why =
      excludedBy(document) ??
      (values.length === 0 ? 'UNIT_DIFFERS' : fresh.length === 0 ? 'EVIDENCE_STALE' : undefined);
    if (why) excluded.push({ body, why });
    else if (document.weight === 'doubted') {
      measured.push(...fresh.filter(({ value }) => shortfall(requirement, value) > 0));
      excluded.push({ body, why: 'EVIDENCE_COUNTERED' });
    } else measured.push(...fresh);
  }
  return { measured, excluded: [...excluded, ...foreignThat(grounding, (body) => speaksTo(requirement, body))] };
}

function speaksTo({ measure }: MeasureRequirement, { type, results }: EvidenceRecord): boolean {
  return results.some(
    (result) =>
      result.kind === 'measure' &&
      (result.measure === measure ||
        (measure === 'availability' && type === 'operational-record' && result.measure === OBSERVED_HOURS.measure)),
  );
}

function stated({ measure, unit }: MeasureRequirement, document: Weighed): Measured[] {
  return document.kept.body.results
    .filter((result): result is ResultOf<'measure'> => result.kind === 'measure')
    .filter((result) => result.measure === measure && result.unit === unit)
    .map(({ value, at }) => ({ document, value, at }));
}

/** Availability from the outages of an operational record, for each period that it says it watched. */
function reckoned({ measure, unit }: MeasureRequirement, document: Weighed): Measured[] {
  const { type, results } = document.kept.body;
  if (measure !== 'availability' || type !== 'operational-record' || !(unit === '%' || unit === '1')) return [];
  const outages = results
    .filter((result): result is ResultOf<'outage'> => result.kind === 'outage' && result.from < result.until)
    .map(({ from, until, reason }) => ({ from, until, reason: REASON_OF[reason] }));
  return results.flatMap((result) => {
    if (result.kind !== 'measure' || result.measure !== OBSERVED_HOURS.measure || result.unit !== OBSERVED_HOURS.unit)
      return [];
    const from = Math.round(result.at - result.value * HOUR_MS);
    if (!(from >= 0 && from < result.at)) return [];
    const { availability, downMs, outages: times } = availabilityOf([{ from, until: result.at }], outages);
    const [watched, down] = [quantity(result.value, 'h'), quantity(downMs / HOUR_MS, 'h')];
    const words = inBoth(
      `Se calculó con las interrupciones (${times}): ${down.es} de ${watched.es} observadas.`,
      `Reckoned from the outages (${times}): ${down.en} of ${watched.en} observed.`,
    );
    return [{ document, value: availability * (unit === '%' ? 100 : 1), at: result.at, words }];
  });
}

const REASON_OF: Readonly<Record<ResultOf<'outage'>['reason'], OutageReason>> = {
  fault: 'FAULT',
  maintenance: 'PLANNED_MAINTENANCE',
  power: 'POWER',
  network: 'NETWORK',
  software: 'SOFTWARE_UPDATE',
  operator: 'STAFF',
  weather: 'ENVIRONMENT',
  unknown: 'OTHER',
};

/** By how much a value misses, in its unit; not above 0 where it does not. */
function shortfall({ atLeast, atMost }: MeasureRequirement, value: number): number {
  const [below, above] = [atLeast === null ? -Infinity : atLeast - value, atMost === null ? -Infinity : value - atMost];
  return Math.max(below, above);
}

function sayLimits({ atLeast, atMost, unit }: MeasureRequirement): Bilingual {
  const least = atLeast === null ? undefined : quantity(atLeast, unit);
  const most = atMost === null ? undefined : quantity(atMost, unit);
  if (least && most) return inBoth(`se pide de ${least.es} a ${most.es}`, `asked: ${least.en} to ${most.en}`);
  if (least) return inBoth(`se pide al menos ${least.es}`, `asked: at least ${least.en}`);
  if (most) return inBoth(`se admite a lo más ${most.es}`, `allowed: at most ${most.en}`);
  return inBoth('se pide que se conozca', 'asked: that it be known');
}
