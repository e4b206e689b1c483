import type { DecisionBody, InspectionDetail } from '@garita/api';

/** The newest decision of each side, and how they stand to each other. */
export interface ComparedDecisions {
  readonly own: DecisionBody | undefined;
  readonly partner: DecisionBody | undefined;
  readonly relation: 'none' | 'own-only' | 'partner-only' | 'agree' | 'differ';
}

/** A newer decision replaces the one before it; both lists come oldest first. */
export function compareDecisions({
  decisions,
  partnerDecisions,
}: Pick<InspectionDetail, 'decisions' | 'partnerDecisions'>): ComparedDecisions {
  const own = decisions.at(-1);
  const partner = partnerDecisions.at(-1);
  return { own, partner, relation: relationOf(own, partner) };
}

function relationOf(own: DecisionBody | undefined, partner: DecisionBody | undefined): ComparedDecisions['relation'] {
  if (!own) return partner ? 'partner-only' : 'none';
  if (!partner) return 'own-only';
  return own.verdict === partner.verdict ? 'agree' : 'differ';
}

/** Marks of a decision, counted by contraband kind and certainty; those without a kind together. */
export function marksByKind(
  marks: DecisionBody['marks'],
): readonly { readonly kind: string | null; readonly certainty: string | null; readonly count: number }[] {
  const groups = new Map<string, { kind: string | null; certainty: string | null; count: number }>();
  for (const { contraband, certainty } of marks) {
    const key = JSON.stringify([contraband, certainty]);
    const group = groups.get(key) ?? { kind: contraband, certainty, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}
