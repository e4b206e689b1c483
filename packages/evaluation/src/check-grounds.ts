import { daysLater, monthsLater } from './months.ts';
import type { AssessedRequirement, EvaluationRecord, Kept, ListingSection } from './records.ts';
import { isoTime, type StepObjection } from './step-objection.ts';
import type { Bilingual } from './words.ts';

/** For how long an evaluation may be decided on. Ours: long enough for two officers, short enough that little has changed. */
export const EVALUATION_LASTS_DAYS = 30;
/** Of a listing under conditions: as long as the second stage of the air cargo process, a field test of twelve months. */
export const CONDITIONAL_LASTS_MONTHS = 12;

/** By how much an officer's clock may be ahead; a signed decision is taken with as much. */
const CLOCK_SKEW_MS = 600_000;

/** What a listing says of itself. */
export interface Grant {
  readonly section: ListingSection | null;
  readonly contexts: readonly string[];
  readonly conditions: readonly Bilingual[];
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** Hash of the evaluation it rests on. */
  readonly record: string | null;
  readonly at: number;
}

/** What is known of the configuration that is to be trusted. */
export interface Grounds {
  /** The newest version of the configuration. */
  readonly configuration: Kept<{ readonly standard: string; readonly contexts: readonly string[] }>;
  readonly standard: Kept<{ readonly endsAt: number | null }>;
  /** The evaluation that the decision names, by its hash; `null`: there is none. */
  readonly evaluation: { readonly hash: string; readonly record: EvaluationRecord } | null;
  /** When evidence or findings about it last changed; `null`: never. */
  readonly changedAt: number | null;
}

/** What stands against giving trust: times, uses, the evaluation and what came out of it. */
export function checkGrounds(grant: Grant, grounds: Grounds): StepObjection[] {
  return [...checkValidity(grant, grounds), ...checkUses(grant, grounds), ...checkEvaluation(grant, grounds)];
}

function checkValidity({ section, validFrom, validUntil, at }: Grant, { standard }: Grounds): StepObjection[] {
  const { endsAt } = standard.body;
  const objections: StepObjection[] = [];
  if (endsAt !== null && at >= endsAt)
    objections.push({ code: 'STANDARD_EXPIRED', detail: `standard ${standard.id} ended at ${isoTime(endsAt)}` });
  if (validFrom === null || validUntil === null || validUntil <= Math.max(validFrom, at))
    return [...objections, { code: 'VALIDITY_MISSING', detail: 'from when and until when' }];
  // The gate obeys a listing as soon as it is listed: one that says it begins later would be believed before.
  if (validFrom > at + CLOCK_SKEW_MS)
    objections.push({ code: 'VALIDITY_BEGINS_LATER', detail: `${isoTime(validFrom)}; it is ${isoTime(at)}` });
  if (endsAt !== null && validUntil > endsAt)
    objections.push({ code: 'APPROVAL_BEYOND_STANDARD', detail: `latest: ${isoTime(endsAt)}` });
  const latest = monthsLater(Math.max(validFrom, at), CONDITIONAL_LASTS_MONTHS);
  if (section === 'approved-conditional' && validUntil > latest)
    objections.push({ code: 'CONDITIONAL_APPROVAL_TOO_LONG', detail: `latest: ${isoTime(latest)}` });
  return objections;
}

function checkUses({ contexts }: Grant, { configuration }: Grounds): StepObjection[] {
  if (contexts.length === 0) return [{ code: 'CONTEXT_MISSING', detail: 'no use is named' }];
  const others = contexts.filter((context) => !configuration.body.contexts.includes(context));
  return others.map((context) => ({ code: 'CONTEXT_MISSING', detail: `${context} was not asked for` }));
}

function checkEvaluation(grant: Grant, { configuration, standard, evaluation, changedAt }: Grounds): StepObjection[] {
  if (!evaluation) {
    if (grant.section === 'grandfathered') return [];
    return [{ code: 'EVALUATION_MISSING', detail: configuration.id }];
  }
  const { hash, record } = evaluation;
  const objections: StepObjection[] = [];
  if (grant.section !== 'grandfathered' || grant.record !== null) {
    if (grant.record !== hash)
      objections.push({ code: 'EVALUATION_MISSING', detail: `the decision names another than ${hash}` });
    if (record.configuration !== configuration.id || record.configurationHash !== configuration.hash)
      objections.push({ code: 'EVALUATION_OF_ANOTHER_CONFIGURATION', detail: record.configuration });
    if (record.standard !== standard.id || record.standardHash !== standard.hash)
      objections.push({ code: 'EVALUATION_OF_ANOTHER_STANDARD', detail: record.standard });
    const changed = changedAt !== null && changedAt > record.at;
    if (changed || grant.at > daysLater(record.at, EVALUATION_LASTS_DAYS) || record.at > grant.at)
      objections.push({ code: 'EVALUATION_STALE', detail: `made at ${isoTime(record.at)}` });
  }
  return [...objections, ...checkOutcome(grant, record)];
}

/** For each use that is granted: nothing failed, nothing unknown, and every condition carried over. */
function checkOutcome({ section, contexts, conditions }: Grant, record: EvaluationRecord): StepObjection[] {
  const granted = record.requirements.filter((row) => row.contexts.some((context) => contexts.includes(context)));
  // What is in use already may not have been asked everything; a failed gate stands against it all the same.
  if (section === 'grandfathered')
    return granted.filter(({ kind, outcome }) => kind === 'gate' && outcome === 'fail').map(failed);
  const objections = [...granted.filter(({ outcome }) => outcome === 'fail').map(failed)];
  objections.push(...granted.filter(({ outcome }) => outcome === 'not-assessed').map(unknown));
  for (const context of contexts) {
    const assessed = record.contexts.find((use) => use.context === context);
    if (!assessed) objections.push({ code: 'CONTEXT_MISSING', detail: `${context} was not evaluated` });
    else if (assessed.outcome === 'not-assessed' && !granted.some((row) => row.contexts.includes(context)))
      objections.push({ code: 'REQUIREMENT_NOT_ASSESSED', detail: `nothing was assessed for ${context}` });
    else if (assessed.outcome === 'conditional' && section === 'qualified')
      objections.push({
        code: 'SECTION_NOT_ALLOWED',
        detail: `${context} passed under conditions: approved-conditional`,
      });
  }
  const asked = record.contexts.filter(({ context }) => contexts.includes(context)).flatMap((use) => use.conditions);
  const left = asked.filter((condition) => !conditions.some((carried) => same(carried, condition)));
  if (left.length > 0) objections.push({ code: 'CONDITIONS_MISSING', detail: left.map(({ en }) => en).join(' ') });
  return objections;
}

function failed({ kind, requirement, reason }: AssessedRequirement): StepObjection {
  return { code: kind === 'gate' ? 'GATE_FAILED' : 'REQUIREMENT_FAILED', detail: `${requirement}: ${reason}` };
}

function unknown({ kind, requirement, reason }: AssessedRequirement): StepObjection {
  const detail = `${requirement}: ${reason}`;
  if (kind !== 'gate') return { code: 'REQUIREMENT_NOT_ASSESSED', detail };
  return { code: reason === 'GATE_WITHOUT_EVIDENCE' ? 'GATE_WITHOUT_EVIDENCE' : 'GATE_NOT_ASSESSED', detail };
}

function same(one: Bilingual, other: Bilingual): boolean {
  return one.es === other.es && one.en === other.en;
}
