import type { ListingSection, NextDecision } from '@garita/api';
import { checkTransition, type StepObjection, transitionOf } from '@garita/evaluation';
import type { Draft } from '../forms/field.ts';

export type Step = NextDecision['steps'][number];

/** A decision while it is being written. */
export interface DecisionDraft {
  readonly to: string;
  readonly section: ListingSection | null;
  readonly reason: string;
  readonly words: { readonly es: string; readonly en: string };
  readonly evidence: readonly string[];
  readonly conditions: readonly { readonly es: string; readonly en: string }[];
  readonly contexts: readonly string[];
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  readonly compromisedSince: number | null;
}

/** Sections of the list that a step may lead to, the fitting one first. */
export function sectionsOf(next: NextDecision, step: Step, before: ListingSection | null): readonly ListingSection[] {
  const sections = transitionOf(next.subject.kind, next.from, step.to)?.sections ?? [];
  const possible = sections.filter(
    (one) => one !== 'grandfathered' || sections.length === 1 || before === 'grandfathered',
  );
  const fitting =
    before === 'grandfathered' ? before : next.conditions.length > 0 ? 'approved-conditional' : 'qualified';
  return [...possible].sort((left, right) => Number(right === fitting) - Number(left === fitting));
}

/** What only a decision that gives trust says: section, uses, times and the evaluation. */
export function givesTrust(next: NextDecision, step: Step): boolean {
  return transitionOf(next.subject.kind, next.from, step.to)?.needs.includes('grounds') === true;
}

export function takesTrust(to: string): boolean {
  return to === 'suspended' || to === 'removed';
}

/** A step before anybody wrote into it: with all that is known, so that only words are missing. */
export function beginDecision(
  next: NextDecision,
  step: Step,
  before: ListingSection | null,
  now: number,
): DecisionDraft {
  const grants = givesTrust(next, step);
  const needsEvidence = transitionOf(next.subject.kind, next.from, step.to)?.needs.includes('evidence') === true;
  return {
    to: step.to,
    section: sectionsOf(next, step, before)[0] ?? null,
    reason: step.reasons[0] ?? '',
    words: { es: '', en: '' },
    evidence: needsEvidence ? next.evidence : [],
    conditions: grants ? next.conditions : [],
    contexts: grants ? next.contexts : [],
    validFrom: grants ? now : null,
    validUntil: grants ? next.latestValidUntil : null,
    compromisedSince: null,
  };
}

/** A kept draft of an earlier version of this page may lack what this one asks for. */
export function readDraft(value: Draft, begin: DecisionDraft): DecisionDraft {
  return { ...begin, ...(value as Partial<DecisionDraft>), to: begin.to };
}

/** What is still missing or wrong, before the server is asked; who may sign and what was evaluated is the server's to say. */
export function objectionsTo(
  draft: DecisionDraft,
  next: NextDecision,
  before: ListingSection | null,
  now: number,
): readonly StepObjection[] {
  const step = { ...draft, subject: next.subject, from: next.from, record: next.record, at: now };
  const known = { state: next.from, section: before, evidence: next.evidence, grounds: null };
  const objections = checkTransition(step, known).filter(({ code }) => code !== 'EVALUATION_MISSING');
  if (transitionOf(next.subject.kind, next.from, draft.to)?.needs.includes('grounds') !== true) return objections;
  const { contexts, validFrom, validUntil } = draft;
  if (validFrom === null || validUntil === null || validUntil <= Math.max(validFrom, now))
    objections.push({ code: 'VALIDITY_MISSING', detail: '' });
  else if (next.latestValidUntil !== null && validUntil > next.latestValidUntil)
    objections.push({ code: 'APPROVAL_BEYOND_STANDARD', detail: new Date(next.latestValidUntil).toISOString() });
  if (contexts.length === 0) objections.push({ code: 'CONTEXT_MISSING', detail: '' });
  return objections;
}
