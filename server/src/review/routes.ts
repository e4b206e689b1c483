import { claimRequest, inspectionQuery, type ReviewRules } from '@garita/api';
import { DECISION_MAX_BYTES, OUTCOME_MAX_BYTES, readDecision } from '@garita/trust';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { type DecideNeeds, decide } from './decide.ts';
import type { Inspections } from './inspections.ts';
import type { PendingDecisions } from './pending-decisions.ts';
import { recordOutcome } from './record-outcome.ts';

export interface ReviewRoutesNeeds extends DecideNeeds {
  readonly inspections: Inspections;
  readonly pending: PendingDecisions;
  readonly rules: ReviewRules;
}

interface OfScan {
  Params: { scan: string };
}
interface OfDecision {
  Params: { scan: string; decision: string };
}

const undoHeader = z.object({ 'garita-undo-seconds': z.coerce.number().int().min(0).max(3600).default(0) });

/** Mount inside a scope guarded by `requireApiKey`. */
export function reviewRoutes(app: FastifyInstance, needs: ReviewRoutesNeeds): void {
  const { inspections, pending, rules } = needs;
  const readers = {
    onRequest: allow('analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator', 'official'),
  };
  const reviewers = { onRequest: allow('analyst', 'supervisor') };

  app.get('/api/v1/review-rules', readers, () => rules);
  app.get('/api/v1/inspections', readers, async (request) => {
    const query = inspectionQuery.parse(request.query);
    const [list, counts] = await Promise.all([inspections.list(query), inspections.counts()]);
    return { ...list, counts };
  });
  app.get<OfScan>('/api/v1/inspections/:scan', readers, (request) => inspections.find(request.params.scan));

  app.post('/api/v1/inspections/next', reviewers, async (request, reply) => {
    const { seconds } = claimRequest.parse(request.body ?? {});
    const claimed = await inspections.claimNext(personOf(request).person, seconds);
    return claimed ?? reply.code(204).send();
  });
  app.post<OfScan>('/api/v1/inspections/:scan/claim', reviewers, (request) => {
    const { seconds } = claimRequest.parse(request.body ?? {});
    return inspections.claim(request.params.scan, personOf(request).person, seconds);
  });
  app.post<OfScan>('/api/v1/inspections/:scan/release', reviewers, (request) =>
    inspections.release(request.params.scan, personOf(request).person),
  );

  app.post<OfScan>(
    '/api/v1/inspections/:scan/decision',
    { ...reviewers, bodyLimit: DECISION_MAX_BYTES },
    async (request, reply) => {
      const undoSeconds = undoHeader.parse(request.headers)['garita-undo-seconds'];
      const answer = await decide({ ...signedBody(request), undoSeconds }, needs);
      return reply.code(answer.logIndex === null ? 202 : 201).send(answer);
    },
  );
  app.delete<OfDecision>('/api/v1/inspections/:scan/decision/:decision', reviewers, (request) =>
    pending.undo(request.params.scan, request.params.decision, personOf(request).person),
  );
  app.get<OfDecision>('/api/v1/inspections/:scan/decisions/:decision/report', readers, async (request, reply) => {
    const { scan, decision } = request.params;
    const bytes = await needs.reports.find(scan, decision, readDecision);
    return reply
      .headers({
        'content-disposition': `attachment; filename="${decision.slice(0, 16)}.dcs"`,
        'content-security-policy': 'sandbox',
      })
      .type('application/dicom')
      .send(Buffer.from(bytes));
  });

  app.post<OfScan>(
    '/api/v1/inspections/:scan/outcome',
    { ...reviewers, bodyLimit: OUTCOME_MAX_BYTES },
    async (request, reply) => reply.code(201).send(await recordOutcome(signedBody(request), needs)),
  );
}

function signedBody(request: FastifyRequest<OfScan>) {
  if (!Buffer.isBuffer(request.body))
    throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'what is signed comes as application/cose');
  return { scan: request.params.scan, person: personOf(request).person, cose: new Uint8Array(request.body) };
}
