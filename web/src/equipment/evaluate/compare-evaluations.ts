import type { AssessedRequirement, EvaluationRecord } from '@garita/api';

/** What became of one requirement from one evaluation to the next; one side is missing where it is asked no more, or anew. */
export interface Change {
  readonly key: string;
  readonly before: AssessedRequirement | undefined;
  readonly after: AssessedRequirement | undefined;
  /** Better, worse, or otherwise: other numbers or other evidence, the same outcome. */
  readonly direction: 'better' | 'worse' | 'other';
}

const ORDER = ['fail', 'not-assessed', 'conditional', 'pass'] as const;

/** Only what changed, in the order of the newer evaluation; what is asked no more comes last. */
export function compareEvaluations(before: EvaluationRecord, after: EvaluationRecord): readonly Change[] {
  const old = new Map(before.requirements.map((one) => [keyOf(one), one]));
  const newer = new Map(after.requirements.map((one) => [keyOf(one), one]));
  const keys = [...new Set([...newer.keys(), ...old.keys()])];
  return keys.flatMap((key) => {
    const was = old.get(key);
    const is = newer.get(key);
    return was && is && isSame(was, is) ? [] : [{ key, before: was, after: is, direction: directionOf(was, is) }];
  });
}

/** A gate has a line for each group of uses. */
function keyOf({ requirement, contexts }: AssessedRequirement): string {
  return `${requirement} ${[...contexts].sort().join(' ')}`;
}

function isSame(was: AssessedRequirement, is: AssessedRequirement): boolean {
  const facts = ({ outcome, hits, trials, value, bound, atLeast, atMost, reason, evidence }: AssessedRequirement) =>
    JSON.stringify([
      outcome,
      hits,
      trials,
      value,
      bound,
      atLeast,
      atMost,
      reason,
      evidence.map(({ hash }) => hash).sort(),
    ]);
  return facts(was) === facts(is);
}

function directionOf(was: AssessedRequirement | undefined, is: AssessedRequirement | undefined): Change['direction'] {
  if (!was || !is) return 'other';
  const difference = ORDER.indexOf(is.outcome) - ORDER.indexOf(was.outcome);
  return difference > 0 ? 'better' : difference < 0 ? 'worse' : 'other';
}
