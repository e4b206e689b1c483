import type { EvaluationAnswer } from '@garita/api';
import { handEvidence } from './hand-evidence.ts';
import { decide, nextDecision, type Officer } from './officer.ts';
import type { SampleApproval } from './sample-equipment.ts';
import { countersign } from './sign-waiting.ts';

const DAY_MS = 86_400_000;

interface Approving {
  readonly evaluator: Officer;
  readonly authority: Officer;
  /** The second pair of eyes. */
  readonly director: Officer;
  readonly now: number;
}

/** Takes up the way where it was left: a start that was interrupted goes on from there. */
export async function approveConfiguration(id: string, approval: SampleApproval, equipping: Approving): Promise<void> {
  const { authority, evaluator } = equipping;
  const { end } = approval;
  const short = end.state === 'listed' && end.section === 'grandfathered';
  const way: readonly (readonly [to: string, officer: Officer, reason: string])[] = [
    ['submitted', evaluator, 'SUBMISSION_COMPLETE'],
    ['accepted-for-test', evaluator, 'ACCEPTED_FOR_TEST'],
    ['lab-certification', evaluator, 'TESTING_BEGINS'],
    ['data-package-review', authority, 'STAGE_PASSED'],
    ['integration-test', authority, 'STAGE_PASSED'],
    ['operational-test', authority, 'STAGE_PASSED'],
  ];
  const last = short ? 'submitted' : end.state === 'listed' ? 'operational-test' : 'lab-certification';
  const { from } = await nextDecision(authority, id);
  const begun = way.findIndex(([to]) => to === from);
  if (begun < 0 && from !== 'draft') return;
  if (begun < 0) await handEvidence(id, approval, equipping);
  const upTo = way.findIndex(([to]) => to === last);
  for (const [to, officer, reason] of way.slice(begun + 1, upTo + 1))
    await decide(officer, id, { to, reason, ...STEP_WORDS });
  await evaluate(evaluator, id);
  if (end.state === 'lab-certification') return;
  if (end.state === 'listed') return grant(id, approval, equipping);
  const { es, en, reason } = end;
  return countersign(await decide(authority, id, { to: 'refused', reason, es, en }), equipping.director);
}

const STEP_WORDS = {
  es: 'Muestra: paso de la demostración, con el documento adjunto.',
  en: 'Sample: a step of the demonstration, with the document attached.',
};

const GRANT = {
  qualified: {
    reason: 'REQUIREMENTS_MET',
    es: 'Muestra: cumple todos los requisitos de la norma de muestra.',
    en: 'Sample: it meets every requirement of the sample standard.',
  },
  'approved-conditional': {
    reason: 'REQUIREMENTS_MET_CONDITIONALLY',
    es: 'Muestra: cumple bajo las condiciones escritas.',
    en: 'Sample: it meets them under the conditions written here.',
  },
  grandfathered: {
    reason: 'GRANDFATHERED',
    es: 'Muestra: ya estaba instalado; puede seguir hasta su término y no se compra de nuevo.',
    en: 'Sample: it was installed already; it may stay until its end and is not bought anew.',
  },
} as const;

/** Proposed by the authority, countersigned by the director. */
async function grant(id: string, { contexts, end }: SampleApproval, equipping: Approving): Promise<void> {
  if (end.state !== 'listed') return;
  const { authority, director, now } = equipping;
  const proposed = await decide(authority, id, {
    ...GRANT[end.section],
    to: 'listed',
    section: end.section,
    conditions: [...(end.conditions ?? [])],
    contexts: [...contexts],
    validFrom: now,
    validUntil: now + end.days * DAY_MS,
  });
  await countersign(proposed, director);
}

function evaluate({ client }: Officer, configuration: string): Promise<EvaluationAnswer> {
  return client.post<EvaluationAnswer>(`/api/v1/equipment/configurations/${configuration}/evaluation`, {});
}
