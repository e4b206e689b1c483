import type {
  AssessedOutcome,
  AssessedRequirement,
  ConfigurationView,
  EvaluationRecord,
  GateId,
  Kept,
} from '@garita/api';
import { allKept } from '../parts/kept-as.ts';

export type Finding = Kept<'finding'>;

/** The lines of an evaluation about a gate: one for each group of uses. */
export function gateLines(record: EvaluationRecord | undefined, gate: GateId): readonly AssessedRequirement[] {
  return record?.requirements.filter((line) => line.kind === 'gate' && line.gate === gate) ?? [];
}

/** Findings at a gate, the newest first; an older one about the same uses has been replaced by it. */
export function findingsAt(
  view: ConfigurationView,
  gate: GateId,
): { readonly current: readonly Finding[]; readonly earlier: readonly Finding[] } {
  const all = allKept('finding', view.findings)
    .filter((record) => record.body.gate === gate)
    .toSorted((a, b) => b.body.at - a.body.at);
  const uses = (finding: Finding) => finding.body.contexts.toSorted().join(' ');
  const current = all.filter((one, index) => all.findIndex((other) => uses(other) === uses(one)) === index);
  return { current, earlier: all.filter((one) => !current.includes(one)) };
}

const WORST: readonly AssessedOutcome[] = ['fail', 'not-assessed', 'conditional', 'pass'];

/** The outcome that counts for all: the worst of the lines; with none, nobody has assessed it. */
export function worstOf(outcomes: readonly AssessedOutcome[]): AssessedOutcome {
  return WORST.find((one) => outcomes.includes(one)) ?? 'not-assessed';
}
