import type { AssessedRequirement, ConfigurationView, Requirement } from '@garita/api';
import type { Side } from './side.ts';

/** A requirement of the standard with what the newest evaluation made of it; a gate may have several lines. */
export interface RequirementRow {
  readonly requirement: Requirement;
  readonly assessed: readonly AssessedRequirement[];
}

export function rowsOf(view: ConfigurationView): readonly RequirementRow[] {
  if (view.standard.kind !== 'standard') return [];
  const newest = view.evaluations[0]?.record.requirements ?? [];
  return view.standard.body.requirements.map((requirement) => ({
    requirement,
    assessed: newest.filter((one) => one.requirement === requirement.id),
  }));
}

/**
 * What to look at for a requirement: on the left what speaks for it, on the right what counters that, or else the next
 * thing about it.
 */
export function sidesOf(
  view: ConfigurationView,
  row: RequirementRow,
): { readonly left: Side | undefined; readonly right: Side | undefined } {
  const evidence = view.evidence.filter((record) => record.kind === 'evidence');
  const used = new Set(row.assessed.flatMap((one) => one.evidence.map(({ id }) => id)));
  const { requirement } = row;
  const gate = requirement.kind === 'gate' ? requirement.gate : undefined;
  const finding = view.findings.find((record) => record.kind === 'finding' && record.body.gate === gate);
  const about = evidence.filter(({ id, body }) => used.has(id) || isAbout(requirement, body));
  const [first] = about;
  const countering = first && evidence.find(({ body }) => body.counters.includes(first.id));
  const second = countering ?? about.find(({ id }) => id !== first?.id);
  const sides: Side[] = [
    ...(finding ? [{ kind: 'finding' as const, id: finding.id }] : []),
    ...[first, second].flatMap((record) => (record ? [{ kind: 'evidence' as const, id: record.id }] : [])),
  ];
  return { left: sides[0], right: sides[1] };
}

type EvidenceBody = Extract<ConfigurationView['evidence'][number], { readonly kind: 'evidence' }>['body'];

/** What an evaluation has not used yet may still be about it. */
function isAbout(requirement: Requirement, { type, results }: EvidenceBody): boolean {
  switch (requirement.kind) {
    case 'evidence':
      return type === requirement.evidenceType;
    case 'detection':
      return results.some((one) => one.kind === 'trials' && one.threatClass === requirement.threatClass);
    case 'false-alarm':
      return results.some((one) => one.kind === 'trials' && one.outcome === 'false-alarm');
    case 'measure':
      return results.some((one) => one.kind === 'measure' && one.measure === requirement.measure);
    case 'gate':
      return false;
  }
}
