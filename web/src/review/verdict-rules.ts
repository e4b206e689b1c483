import type { DecisionKind, InspectionDetail, ReviewRules } from '@garita/api';
import { secondPairOfEyes } from '@garita/review';

export const VERDICTS = ['release', 'refer', 'hold', 'rescan'] as const satisfies readonly DecisionKind[];

/** Whether this verdict by this person would wait for somebody else's. */
export function needsSecond(
  rules: ReviewRules,
  inspection: InspectionDetail,
  person: string,
  verdict: DecisionKind,
): boolean {
  const before = inspection.decisions.map(({ by, verdict: decided }) => ({ by, verdict: decided }));
  const eyes = secondPairOfEyes(rules.fourEyes, inspection, [...before, { by: person, verdict }]);
  return eyes.outcome === 'second-needed';
}

/** What a key press comes to: decide at once, or ask for a mark or a reason first. Only a release goes without a reason. */
export function whatIsMissing(
  rules: ReviewRules,
  verdict: DecisionKind,
  { marks, reason }: { readonly marks: number; readonly reason: string },
): 'nothing' | 'mark' | 'reason' {
  if (verdict === 'refer' && rules.referNeedsMark && marks === 0) return 'mark';
  if (verdict === 'release' || reason.trim() !== '') return 'nothing';
  // A mark says where to look, and with its kind and text why.
  return verdict === 'refer' && marks > 0 ? 'nothing' : 'reason';
}
