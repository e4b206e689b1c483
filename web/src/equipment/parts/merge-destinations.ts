import type { EvidenceResult } from '@garita/api';

export type DataPathResult = Extract<EvidenceResult, { readonly kind: 'data-path' }>;

export interface MergedDestination {
  readonly destination: string;
  readonly direction: 'out' | 'in';
  readonly declared: string | null;
  readonly observed: string | null;
}

/**
 * What was declared and what was observed, side by side: first what was seen and never declared. The purpose is what each
 * side says it is for; `null` where that side does not name the destination.
 */
export function mergeDestinations({ declared, observed }: DataPathResult): readonly MergedDestination[] {
  const key = (one: { readonly destination: string; readonly direction: string }) =>
    `${one.direction} ${one.destination.trim().toLowerCase()}`;
  const said = new Map(declared.map((one) => [key(one), one]));
  const seen = new Map(observed.map((one) => [key(one), one]));
  const rows = [...new Map([...said, ...seen])].map(([name, { destination, direction }]) => ({
    destination,
    direction,
    declared: said.get(name)?.purpose ?? null,
    observed: seen.get(name)?.purpose ?? null,
  }));
  const rank = (row: MergedDestination) => (row.declared === null ? 0 : row.observed === null ? 2 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b) || a.destination.localeCompare(b.destination));
}
