import type { EquipmentDecisionBody, EquipmentDecisionList, NextDecision, SignedAnswer } from '@garita/api';
import { decisionSubject } from '@garita/api';
import { type AgencyDescriptor, EQUIPMENT_DECISION_MAX_BYTES } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { EquipmentDecisions } from './equipment-decisions.ts';
import type { Expiries } from './expiries.ts';
import { decisionBody, type KeptDecision } from './kept-decision.ts';
import { nextDecision } from './next-decision.ts';

export interface DecisionRoutesNeeds {
  readonly agency: string;
  readonly clock: Clock;
  readonly decisions: EquipmentDecisions;
  readonly expiries: Expiries;
  descriptor(): AgencyDescriptor;
}

interface OfDecision {
  Params: { hash: string };
}

/** Mount inside a guarded scope. Whoever has signed in reads; whose signature counts is for the table and the descriptor. */
export function decisionRoutes(app: FastifyInstance, needs: DecisionRoutesNeeds): void {
  const { agency, clock, decisions, descriptor, expiries } = needs;
  const deciders = { onRequest: allow('evaluator', 'equipment-authority'), bodyLimit: EQUIPMENT_DECISION_MAX_BYTES };

  app.get('/api/v1/equipment/decisions', async (request): Promise<EquipmentDecisionList> => {
    const { kind, id } = decisionSubject.partial().parse(request.query);
    const found = kind && id ? await decisions.of({ kind, id }) : await decisions.recent();
    return { decisions: found.map(decisionBody) };
  });

  app.get<OfDecision>('/api/v1/equipment/decisions/:hash', async (request, reply) => {
    const kept = await demand(decisions, request.params.hash);
    if (request.headers.accept === 'application/cose')
      return reply.type('application/cose').send(Buffer.from(kept.cose));
    return decisionBody(kept);
  });

  app.get('/api/v1/equipment/next-decision', async (request): Promise<NextDecision> => {
    const subject = decisionSubject.parse(request.query);
    await expiries.notice();
    const known = await decisions.groundsOf(subject);
    if (!known) throw new Refusal(404, 'RECORD_UNKNOWN', `${subject.kind} ${subject.id}`);
    const { person } = personOf(request);
    return nextDecision(known, { agency, subject, person, at: clock.now(), descriptor: descriptor() });
  });

  app.post('/api/v1/equipment/decisions', deciders, async (request, reply): Promise<SignedAnswer> => {
    if (!Buffer.isBuffer(request.body))
      throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'a signed decision comes as application/cose');
    // A step that begins at `expired` follows the entry that says so.
    await expiries.notice();
    const answer = await decisions.propose({ cose: new Uint8Array(request.body), person: personOf(request).person });
    return reply.code(answer.state === 'in-force' ? 201 : 202).send(answer);
  });

  app.delete<OfDecision>(
    '/api/v1/equipment/decisions/:hash',
    { onRequest: deciders.onRequest },
    async (request): Promise<EquipmentDecisionBody> =>
      decisionBody(await decisions.withdraw(request.params.hash, personOf(request).person)),
  );
}

async function demand(decisions: EquipmentDecisions, hash: string): Promise<KeptDecision> {
  const kept = await decisions.one(hash);
  if (!kept) throw new Refusal(404, 'EQUIPMENT_DECISION_UNKNOWN', 'no decision has this payload hash');
  return kept;
}
