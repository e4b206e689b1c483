import { checkGrounds, type Grant, type Grounds } from './check-grounds.ts';
import { nextSteps, type SubjectKind, type Transition, transitionOf } from './life-cycle.ts';
import type { ListingSection } from './records.ts';
import { isoTime, type StepObjection } from './step-objection.ts';
import type { Bilingual } from './words.ts';

/** A step as it is proposed: the part of a signed decision that the rules look at. */
export interface ProposedStep extends Grant {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly words: Bilingual;
  /** Hashes of the evidence it names. */
  readonly evidence: readonly string[];
  readonly compromisedSince: number | null;
}

export interface KnownOfSubject {
  /** Where it stands now; see `effectiveState`. */
  readonly state: string;
  /** Of its listing, if it has or had one. */
  readonly section: ListingSection | null;
  /** Until when that listing holds, ms since 1970. */
  readonly validUntil?: number | null;
  /** Hashes of the evidence there is; a step may name no other. */
  readonly evidence: readonly string[];
  /** Of a configuration; `null` for a device, which is trusted as far as its configuration is. */
  readonly grounds: Grounds | null;
}

/** Shorter words than this give no reason. */
const SHORTEST_WORDS = 10;

/** Everything that stands against a step, whoever signs it; empty: it can be taken. Who may sign is `checkSigner`'s question. */
export function checkTransition(step: ProposedStep, known: KnownOfSubject): StepObjection[] {
  const row = step.from === known.state ? transitionOf(step.subject.kind, step.from, step.to) : undefined;
  if (!row) {
    const open = nextSteps(step.subject.kind, known.state).map(({ to }) => to);
    const detail = `${step.from} -> ${step.to}; it is ${known.state}, open: ${open.join(', ') || 'none'}`;
    return [{ code: 'TRANSITION_ILLEGAL', detail }];
  }
  const objections = [...checkReason(row, step), ...checkEvidence(row, step, known), ...checkSection(row, step, known)];
  if (!row.needs.includes('grounds')) return objections;
  if (!known.grounds) return [...objections, { code: 'EVALUATION_MISSING', detail: step.subject.id }];
  return [...objections, ...checkGrounds(step, known.grounds)];
}

function checkReason(row: Transition, { reason, words, compromisedSince, at }: ProposedStep): StepObjection[] {
  const objections: StepObjection[] = [];
  if (!row.reasons.some((code) => code === reason))
    objections.push({ code: 'REASON_NOT_ALLOWED', detail: `one of: ${row.reasons.join(', ')}` });
  const short = [words.es, words.en].some((text) => text.trim().length < SHORTEST_WORDS);
  if (row.needs.includes('words') && short)
    objections.push({ code: 'REASON_WORDS_MISSING', detail: `at least ${SHORTEST_WORDS} characters in each language` });
  // A time to come would leave unflagged what was sent until then.
  const isMissing = compromisedSince === null ? reason === 'KEY_COMPROMISE' : compromisedSince > at;
  if (isMissing) objections.push({ code: 'COMPROMISED_SINCE_MISSING', detail: 'not later than the decision' });
  return objections;
}

function checkEvidence(row: Transition, step: ProposedStep, known: KnownOfSubject): StepObjection[] {
  const unknown = step.evidence.filter((hash) => !known.evidence.includes(hash));
  if (unknown.length > 0) return [{ code: 'EVIDENCE_MISSING', detail: `not known: ${unknown.join(', ')}` }];
  const none = row.needs.includes('evidence') && step.evidence.length === 0;
  return none ? [{ code: 'EVIDENCE_MISSING', detail: 'the step names no evidence' }] : [];
}

function checkSection(
  { sections }: Transition,
  { section, validUntil }: ProposedStep,
  known: KnownOfSubject,
): StepObjection[] {
  if (sections.length === 0)
    return section === null ? [] : [{ code: 'SECTION_NOT_ALLOWED', detail: 'this step lists nothing' }];
  // Where every section is possible, the step gives back what was there: nobody becomes grandfathered by having been suspended.
  const possible = sections.filter(
    (one) => one !== 'grandfathered' || sections.length === 1 || known.section === 'grandfathered',
  );
  if (section === null) return [{ code: 'SECTION_MISSING', detail: `one of: ${possible.join(', ')}` }];
  // Nor is it longer grandfathered than it was: who wants more time is evaluated.
  const until = section === 'grandfathered' && known.section === section ? (known.validUntil ?? null) : null;
  if (until !== null && validUntil !== null && validUntil > until)
    return [{ code: 'SECTION_NOT_ALLOWED', detail: `grandfathered until ${isoTime(until)} at the latest` }];
  return possible.includes(section) ? [] : [{ code: 'SECTION_NOT_ALLOWED', detail: `one of: ${possible.join(', ')}` }];
}
