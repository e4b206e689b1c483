import type { Decision } from '@garita/trust';

type Verdict = Decision['decision'];

/** When two different people must agree; data of the agency. */
export interface FourEyesRule {
  readonly when: 'machine-alarm' | 'radiation-alarm' | 'partner-disagrees' | 'always';
  readonly decision: Verdict;
}

/** What the rules may ask of a case; `null` where nobody knows. */
export interface CaseFacts {
  readonly machineAlarm: boolean | null;
  readonly radiationAlarm: boolean | null;
  /** The partner's newest decision on the same scan. */
  readonly partnerDecision: Verdict | null;
}

export type Eyes =
  | { readonly outcome: 'undecided' }
  | { readonly outcome: 'decided'; readonly verdict: Verdict }
  /** The newest decision waits until somebody other than `after` decides the same. */
  | { readonly outcome: 'second-needed'; readonly after: string };

/**
 * Whether a case is decided. The newest decision counts; when a rule asks for four eyes on it, somebody else's newest
 * decision must be the same.
 *
 * @param decisions oldest first
 */
export function secondPairOfEyes(
  rules: readonly FourEyesRule[],
  facts: CaseFacts,
  decisions: readonly { readonly by: string; readonly verdict: Verdict }[],
): Eyes {
  const last = decisions.at(-1);
  if (!last) return { outcome: 'undecided' };
  const asked = rules.some((rule) => rule.decision === last.verdict && holds(rule.when, facts, last.verdict));
  const newest = new Map(decisions.map(({ by, verdict }) => [by, verdict]));
  const agreed = [...newest].some(([by, verdict]) => by !== last.by && verdict === last.verdict);
  return asked && !agreed
    ? { outcome: 'second-needed', after: last.by }
    : { outcome: 'decided', verdict: last.verdict };
}

function holds(when: FourEyesRule['when'], facts: CaseFacts, verdict: Verdict): boolean {
  if (when === 'machine-alarm') return facts.machineAlarm === true;
  if (when === 'radiation-alarm') return facts.radiationAlarm === true;
  if (when === 'partner-disagrees') return facts.partnerDecision !== null && facts.partnerDecision !== verdict;
  return true;
}
