import type { DecisionSubject, ListingSection, NextDecision } from '@garita/api';
import {
  CONDITIONAL_LASTS_MONTHS,
  checkTransition,
  monthsLater,
  nextSteps,
  signaturesNeeded,
  type Transition,
} from '@garita/evaluation';
import type { AgencyDescriptor } from '@garita/trust';
import { againstSigner } from './check-decision.ts';
import type { DecisionGrounds } from './decision-grounds.ts';

/** As much evidence as a signed decision can name. */
const MAX_EVIDENCE = 64;
const MAX_CONDITIONS = 16;
/** Where the standard has no end: what is approved is looked at again. Ours. */
const LONGEST_MONTHS = 36;
/** In the place of words that nobody has written yet. */
const SOME_WORDS = 'Palabras de muestra.';

export interface Asked {
  readonly agency: string;
  readonly subject: DecisionSubject;
  readonly person: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly descriptor: AgencyDescriptor;
}

/** What a decision about a subject must build on, and what stands against each step that leads on from where it is. */
export function nextDecision(known: DecisionGrounds, asked: Asked): NextDecision {
  const { agency, subject } = asked;
  const { newest } = known.stands;
  const draft = draftOf(known, asked);
  return {
    agency,
    subject,
    seq: (newest?.decision.seq ?? 0) + 1,
    previous: newest?.hash ?? null,
    from: known.state,
    record: draft.record,
    evidence: [...draft.evidence],
    conditions: [...draft.conditions],
    contexts: [...draft.contexts],
    latestValidUntil: subject.kind === 'device' ? null : draft.latest,
    steps: nextSteps(subject.kind, known.state).map((row) => ({
      to: row.to,
      roles: [...row.roles],
      needed: signaturesNeeded(row, asked.descriptor.signatures.equipment),
      reasons: [...row.reasons],
      against: against(row, draft, known, asked).slice(0, 16),
    })),
  };
}

const GIVES_BACK: ReadonlySet<string> = new Set(['suspended', 'change-pending']);

type Draft = ReturnType<typeof draftOf>;

function draftOf({ configuration, grounds, records, standard, stands, state }: DecisionGrounds, { at }: Asked) {
  const evaluation = grounds?.evaluation ?? null;
  const used = evaluation?.record.contexts.filter(({ context }) => configuration.body.contexts.includes(context)) ?? [];
  const conditions = [
    ...new Map(used.flatMap((use) => use.conditions).map((one) => [JSON.stringify(one), one])).values(),
  ];
  const isConditional = conditions.length > 0 || used.some(({ outcome }) => outcome === 'conditional');
  // What was suspended or changed is given back for as long as it had; to make that longer is a renewal, and a step of its own.
  const given =
    GIVES_BACK.has(state) && stands.validUntil !== null && stands.validUntil > at ? stands.validUntil : null;
  const longest = monthsLater(at, isConditional ? CONDITIONAL_LASTS_MONTHS : LONGEST_MONTHS);
  return {
    record: evaluation?.hash ?? null,
    evidence: records.slice(0, MAX_EVIDENCE).map(({ hash }) => hash),
    conditions: conditions.slice(0, MAX_CONDITIONS).map(({ es, en }) => ({ es, en })),
    contexts: grounds ? configuration.body.contexts : [],
    isConditional,
    latest: Math.min(longest, standard.body.endsAt ?? longest, given ?? longest),
    before: stands.section,
  };
}

/** Of the best decision that could be written now; whoever asks is taken for the first to sign. */
function against(row: Transition, draft: Draft, known: DecisionGrounds, { at, descriptor, person, subject }: Asked) {
  const lists = row.sections.length > 0;
  const step = {
    subject,
    from: row.from,
    to: row.to,
    section: lists ? sectionOf(row.sections, draft) : null,
    reason: row.reasons[0] ?? '',
    words: { es: SOME_WORDS, en: SOME_WORDS },
    evidence: draft.evidence,
    conditions: draft.conditions,
    contexts: draft.contexts,
    record: draft.record,
    validFrom: at,
    validUntil: draft.latest,
    compromisedSince: at,
    at,
  };
  const objections = [...checkTransition(step, known), ...againstSigner(person, [], { row, known, descriptor })];
  return objections.map(({ code, detail }) => ({ code, detail: detail.slice(0, 300) }));
}

function sectionOf(sections: readonly ListingSection[], { before, isConditional }: Draft): ListingSection | null {
  const earned = isConditional ? 'approved-conditional' : 'qualified';
  if (before === 'grandfathered' && sections.includes('grandfathered')) return 'grandfathered';
  return sections.includes(earned) ? earned : (sections[0] ?? null);
}
