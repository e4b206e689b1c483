import { type SignedAnswer, type SigningItem, type SigningList, signingKind } from '@garita/api';
import { transitionOf } from '@garita/evaluation';
import {
  type AgencyDescriptor,
  EQUIPMENT_DECISION_CONTENT_TYPE,
  EQUIPMENT_DECISION_MAX_BYTES,
  openCose,
  TRUST_LIST_MAX_BYTES,
} from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { againstSigner } from './check-decision.ts';
import { decisionSentences, decisionTitle } from './decision-sentences.ts';
import type { EquipmentDecisions } from './equipment-decisions.ts';
import type { KeptDecision } from './kept-decision.ts';
import type { SigningDesk } from './signing-desk.ts';

/** As many as one answer holds. */
const MAX_ITEMS = 100;

export interface SigningRoutesNeeds {
  readonly decisions: EquipmentDecisions;
  readonly desk: SigningDesk;
  descriptor(): AgencyDescriptor;
}

const named = z.object({ kind: signingKind, id: z.string().regex(/^[0-9a-f]{64}$/) });

/** Mount inside a guarded scope. Whoever has signed in reads; whose signature counts is for the descriptor. */
export function signingRoutes(app: FastifyInstance, needs: SigningRoutesNeeds): void {
  const { decisions, desk } = needs;

  app.get('/api/v1/equipment/signing', async (request): Promise<SigningList> => {
    const { person } = personOf(request);
    const waiting = await decisions.waiting();
    const steps = await Promise.all(waiting.slice(0, MAX_ITEMS).map((one) => decisionItem(one, person, needs)));
    return { items: [...steps, ...(await desk.waiting(person))].slice(0, MAX_ITEMS) };
  });

  const signers = { onRequest: allow('evaluator', 'equipment-authority'), bodyLimit: TRUST_LIST_MAX_BYTES };
  app.post('/api/v1/equipment/signing/:kind/:id', signers, async (request, reply): Promise<SignedAnswer> => {
    const { kind, id } = named.parse(request.params);
    if (!Buffer.isBuffer(request.body))
      throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'a signed document comes as application/cose');
    const brought = { cose: new Uint8Array(request.body), person: personOf(request).person };
    const answer = await (kind === 'decision' ? decisions.sign(id, brought) : desk.sign({ kind, id, ...brought }));
    return reply.code(answer.state === 'in-force' ? 200 : 202).send(answer);
  });
}

async function decisionItem(kept: KeptDecision, person: string, needs: SigningRoutesNeeds): Promise<SigningItem> {
  const { cose, decision, hash, needed, signers } = kept;
  const { payload } = openCose(cose, EQUIPMENT_DECISION_MAX_BYTES, { countersigned: true });
  return {
    ...{ kind: 'decision', id: hash, title: decisionTitle(decision), says: decisionSentences(decision) },
    ...{ contentType: EQUIPMENT_DECISION_CONTENT_TYPE, typ: null, needed, signers: [...signers], since: kept.at },
    payload: Buffer.from(payload ?? new Uint8Array()).toString('base64'),
    signed: Buffer.from(cose).toString('base64'),
    withheld: await withheldFrom(person, kept, needs),
  };
}

/** Why this person cannot sign a decision that waits, by the table of the life cycle; `null` when they can. */
async function withheldFrom(
  person: string,
  { decision, signers }: KeptDecision,
  { decisions, descriptor }: SigningRoutesNeeds,
): Promise<string | null> {
  const row = transitionOf(decision.subject.kind, decision.from, decision.to);
  const known = await decisions.groundsOf(decision.subject);
  if (!row || !known) return 'TRANSITION_ILLEGAL';
  const before = signers.map(({ officer }) => officer);
  return againstSigner(person, before, { row, known, descriptor: descriptor() })[0]?.code ?? null;
}
