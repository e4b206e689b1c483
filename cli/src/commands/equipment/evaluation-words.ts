import type { AssessedRequirement, EvaluationRecord, GateId } from '@garita/api';
import { dayOf } from '../../answer.ts';
import { printable } from '../../printable.ts';
import { GATES, named, OUTCOMES, pick, say } from './terms.ts';

/** What the mandate asks of the equipment itself. */
export const QUESTIONS: ReadonlySet<GateId> = new Set([
  'uninterrupted-coordination',
  'information-protection',
  'trade-flow',
]);

/** What was found at gates; one of `always` that no evaluation speaks of is shown as unknown. */
export function gatesInWords(
  record: EvaluationRecord | undefined,
  wanted: (gate: GateId) => boolean,
  always: readonly GateId[] = [],
): string[] {
  const found = record?.requirements.filter(({ gate }) => gate !== null && wanted(gate)) ?? [];
  const silent = always.filter((gate) => !found.some((one) => one.gate === gate));
  return [
    ...found.flatMap((one) => [
      `${mark(one)} ${named(GATES, one.gate ?? '')}`,
      `      ${say(one.explanation)}`,
      ...evidenceOf(one),
    ]),
    ...silent.map((gate) => `[${named(OUTCOMES, 'not-assessed')}] ${named(GATES, gate)}`),
  ];
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
