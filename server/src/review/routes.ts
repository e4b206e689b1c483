import { claimRequest, inspectionQuery } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import { type DecideNeeds, decide } from './decide.ts';
import type { Inspections } from './inspections.ts';

const DECISION_BYTES = 8192;

export interface ReviewRoutesNeeds extends DecideNeeds {
  readonly inspections: Inspections;
}

interface OfScan {
  Params: { scan: string };
}

/** Mount inside a scope guarded by `requireApiKey`. */
export function reviewRoutes(app: FastifyInstance, needs: ReviewRoutesNeeds): void {
  const { inspections } = needs;
  const readers = { onRequest: allow('analyst', 'supervisor', 'administrator', 'official') };
  const reviewers = { onRequest: allow('analyst', 'supervisor') };

  app.get('/api/v1/inspections', readers, async (request) => {
    const { state, limit } = inspectionQuery.parse(request.query);
    const [list, counts] = await Promise.all([inspections.list(state, limit), inspections.counts()]);
    return { inspections: list, counts };
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
    { ...reviewers, bodyLimit: DECISION_BYTES },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body))
        throw new Refusal(415, 'MEDIA_TYPE_UNSUPPORTED', 'a decision comes as application/cose');
      const { person } = personOf(request);
      const cose = new Uint8Array(request.body);
      return reply.code(201).send(await decide({ scan: request.params.scan, person, cose }, needs));
    },
  );
}
