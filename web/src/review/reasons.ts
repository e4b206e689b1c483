import type { DecisionKind } from '@garita/api';

/** What is often said of a decision, by name; the words are in the catalogues (`review.reason.<name>`). */
export const REASONS = {
  release: ['matches-manifest', 'empty', 'same-as-before', 'alarm-explained'],
  refer: ['anomaly', 'density', 'not-as-declared', 'hidden-space', 'machine-alarm', 'radiation'],
  hold: ['needs-documents', 'needs-supervisor', 'await-partner', 'person-suspected'],
  rescan: ['blurred', 'cut-off', 'moved', 'wrong-object', 'not-penetrated'],
} as const satisfies Readonly<Record<DecisionKind, readonly string[]>>;

export type ReasonName = (typeof REASONS)[DecisionKind][number];

/** The verdict's reasons, the lately used first. */
export function orderedReasons(verdict: DecisionKind, used: readonly string[]): readonly ReasonName[] {
  const all: readonly ReasonName[] = REASONS[verdict];
  const lately = used.flatMap((name) => all.find((known) => known === name) ?? []);
  return [...new Set([...lately, ...all])];
}

const keyOf = (verdict: DecisionKind) => `garita.reasons.${verdict}`;

export function usedReasons(verdict: DecisionKind): readonly string[] {
  return (localStorage.getItem(keyOf(verdict)) ?? '').split(' ').slice(0, 16);
}

/** The newest first. */
export function noteReason(verdict: DecisionKind, name: ReasonName): void {
  const used = [name, ...usedReasons(verdict).filter((one) => one !== name)].slice(0, 16);
  localStorage.setItem(keyOf(verdict), used.join(' '));
}
