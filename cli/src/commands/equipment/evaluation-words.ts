import type { ConfigurationView, EvaluationRecord } from '@garita/api';
import { type AssessedRequirement, threeQuestions } from '@garita/evaluation';
import { dayOf } from '../../answer.ts';
import { printable } from '../../printable.ts';
import { GATES, named, OUTCOMES, pick, say } from './terms.ts';

/** The questions that the mandate puts to the equipment itself, with what answers each; unknown where nothing does. */
export function questionsInWords(view: ConfigurationView): string[] {
  const [newest] = view.evaluations;
  const standard = view.standard.kind === 'standard' ? view.standard.body : { requirements: [] };
  const findings = view.findings.flatMap((kept) => (kept.kind === 'finding' ? [kept] : []));
  const record = newest?.record ?? { configuration: view.line.configuration, requirements: [] };
  return threeQuestions(record, standard, findings).flatMap(({ lines, outcome, words }) => [
    `[${named(OUTCOMES, outcome)}] ${say(words)}`,
    ...lines.map((line) => `      ${line.requirement} ${mark(line)} ${say(line.explanation)}`),
  ]);
}

/** What was found at gates. */
export function gatesInWords(record: EvaluationRecord | undefined): string[] {
  return (record?.requirements ?? [])
    .filter(({ gate }) => gate !== null)
    .flatMap((one) => [
      `${mark(one)} ${one.requirement}: ${named(GATES, one.gate ?? '')}`,
      `      ${say(one.explanation)}`,
      ...evidenceOf(one),
    ]);
}

/** Every other requirement, the number beside the bound. */
export function requirementsInWords(record: EvaluationRecord | undefined): string[] {
  return (record?.requirements ?? [])
    .filter(({ gate }) => gate === null)
    .flatMap((one) => [
      `${mark(one)} ${one.requirement}: ${say(one.text, 300)}`,
      ...numbersOf(one),
      `      ${say(one.explanation)}`,
      ...evidenceOf(one),
      ...(one.condition ? [`      ${pick('Condición', 'Condition')}: ${say(one.condition)}`] : []),
    ]);
}

function mark({ outcome }: AssessedRequirement): string {
  return `[${named(OUTCOMES, outcome)}]`;
}

function numbersOf({ atLeast, atMost, bound, boundSide, confidence, hits, trials, unit, value }: AssessedRequirement) {
  const asked = [
    ...(atLeast === null ? [] : [pick(`se pide al menos ${atLeast}`, `asked: at least ${atLeast}`)]),
    ...(atMost === null ? [] : [pick(`se pide a lo más ${atMost}`, `asked: at most ${atMost}`)]),
  ];
  const counted = hits === null || trials === null ? [] : [pick(`${hits} de ${trials}`, `${hits} of ${trials}`)];
  const measured = counted.length > 0 || value === null ? [] : [`${value}${unit ? ` ${printable(unit, 24)}` : ''}`];
  const shown = bound === null ? [] : [boundInWords(bound, boundSide, confidence)];
  const parts = [...counted, ...measured, ...shown, ...asked];
  return parts.length === 0 ? [] : [`      ${parts.join('; ')}`];
}

function boundInWords(bound: number, side: AssessedRequirement['boundSide'], confidence: number | null): string {
  const number = Number(bound.toPrecision(5));
  const sure = confidence === null ? '' : ` (${Number((100 * confidence).toPrecision(4))} %)`;
  return side === 'upper'
    ? pick(`se muestra a lo más ${number}${sure}`, `shown: at most ${number}${sure}`)
    : pick(`se muestra al menos ${number}${sure}`, `shown: at least ${number}${sure}`);
}

function evidenceOf({ evidence }: AssessedRequirement): string[] {
  if (evidence.length === 0) return [];
  const told = evidence.map(({ id, issuedAt }) => `${id} (${dayOf(issuedAt)})`).join(', ');
  return [`      ${pick('Evidencia', 'Evidence')}: ${told}`];
}
