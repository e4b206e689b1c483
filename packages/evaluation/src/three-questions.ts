import { worstOf } from './outcome-order.ts';
import type { AssessedRequirement, EvaluationRecord, FindingRecord, Gate, Kept, Outcome } from './records.ts';
import { type Bilingual, inBoth } from './words.ts';

/** The questions that the mandate puts to the equipment itself. */
export const QUESTIONS = [
  'uninterrupted-coordination',
  'information-protection',
  'trade-flow',
] as const satisfies readonly Gate[];
export type Question = (typeof QUESTIONS)[number];

/** What else of a standard answers each: its measures, its gates and the evidence it asks for. */
const ANSWERED_BY: Readonly<
  Record<Question, { readonly words: Bilingual; readonly gates: readonly Gate[]; readonly asks: RegExp }>
> = {
  'uninterrupted-coordination': {
    words: inBoth(
      '¿Mantiene sin interrupciones la coordinación entre los dos países?',
      'Does it keep the two countries’ coordination uninterrupted?',
    ),
    gates: ['uninterrupted-coordination'],
    asks: /^(availability|outage-.+|interoperability-test|cut-off-.+)$/,
  },
  'information-protection': {
    words: inBoth('¿Protege la información que se comparte?', 'Does it protect the information that is shared?'),
    gates: ['information-protection', 'data-destinations', 'remote-access'],
    asks: /^(integrity-test|data-path-test|penetration-test)$/,
  },
  'trade-flow': {
    words: inBoth('¿Deja fluir el comercio?', 'Does it let trade flow?'),
    gates: ['trade-flow'],
    asks: /^(throughput-.+|seconds-per-.+|queue-.+|false-alarm)$/,
  },
};

/** One question with all that answers it, in the order of the record. */
export interface AnsweredQuestion {
  readonly question: Question;
  readonly words: Bilingual;
  /** The worst of its lines; `not-assessed` where the standard asks nothing. */
  readonly outcome: Outcome;
  readonly lines: readonly AssessedRequirement[];
  /** Findings at its gates, newest first, those of other uses too. */
  readonly findings: readonly Kept<FindingRecord>[];
}

/** The three questions of a configuration, answered by its evaluation and findings; for one use, or for all that were evaluated. */
export function threeQuestions(
  record: Pick<EvaluationRecord, 'configuration' | 'requirements'>,
  standard: {
    readonly requirements: readonly {
      readonly id: string;
      readonly kind: string;
      readonly measure?: string;
      readonly evidenceType?: string;
    }[];
  },
  findings: readonly Kept<FindingRecord>[],
  context?: string,
): AnsweredQuestion[] {
  const asked = new Map(standard.requirements.map((requirement) => [requirement.id, requirement]));
  return QUESTIONS.map((question) => {
    const { words, gates, asks } = ANSWERED_BY[question];
    const lines = record.requirements.filter((line) => {
      if (context !== undefined && !line.contexts.includes(context)) return false;
      if (line.gate !== null) return gates.includes(line.gate);
      const { measure, evidenceType } = asked.get(line.requirement) ?? {};
      return asks.test(measure ?? evidenceType ?? line.kind);
    });
    return {
      question,
      words,
      outcome: worstOf(lines.map(({ outcome }) => outcome)),
      lines,
      findings: findings
        .filter(({ body }) => body.configuration === record.configuration && gates.includes(body.gate))
        .toSorted((one, other) => other.body.at - one.body.at),
    };
  });
}
