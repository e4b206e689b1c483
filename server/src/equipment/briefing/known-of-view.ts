import type { ConfigurationView, EquipmentDecisionBody, EvaluationRecord } from '@garita/api';
import type { AssessedRequirement } from '@garita/evaluation';
import type { Pen } from './pen.ts';

/** What the figures are taken from. */
export function newestRecord({ evaluations }: ConfigurationView): EvaluationRecord | undefined {
  return evaluations[0]?.record;
}

/** The newest decision in force that gave trust. */
export function listingOf({ decisions }: ConfigurationView): EquipmentDecisionBody | undefined {
  return decisions.findLast(({ state, to }) => state === 'in-force' && to === 'listed');
}

/** Where a decision is found among the records. */
export function decisionEntry(
  { decisions }: ConfigurationView,
  decision: EquipmentDecisionBody | undefined,
): string | undefined {
  return decision && `decision-${decisions.indexOf(decision) + 1}`;
}

export function idsOf({ evidence }: AssessedRequirement): string[] {
  return evidence.map(({ id }) => id);
}

/** The uses that approval was asked for, by name. */
export function usesOf({ formats, quote, say, view }: Pen): string {
  const uses = view.line.contexts.map(quote);
  return uses.length === 0 ? say('ningún uso', 'no use') : formats.list(uses);
}

/** Names of uses, where a requirement or decision does not speak of all that were asked for. */
export function contextNames({ in: pick, view }: Pen, contexts: readonly string[]): string[] {
  const named = view.standard.kind === 'standard' ? view.standard.body.contexts : [];
  return contexts.map((id) => {
    const use = named.find((one) => one.id === id);
    return use ? pick(use.name) : id;
  });
}

/** `1/h` is read by machines. */
export function quantity({ formats, say }: Pen, value: number, unit: string | null): string {
  const number = formats.number(value);
  if (unit === null || unit === '' || unit === '1') return number;
  if (unit === '1/h') return `${number} ${say('por hora', 'an hour')}`;
  return `${number}\u00a0${unit}`;
}
