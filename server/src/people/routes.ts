import {
  administratorRequest,
  apiKeyRequest,
  type EnrolmentCodeAnswer,
  enrolmentCodeRequest,
  enrolmentRequest,
} from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { type RedeemNeeds, redeemAdministratorCode } from './administrator-code.ts';
import type { Enrolment } from './enrolment.ts';
import { type GuessLimit, guessing } from './guess-limit.ts';

export interface PeopleRoutesNeeds extends RedeemNeeds {
  readonly enrolment: Enrolment;
  readonly guesses: GuessLimit;
}

/** For administrators; mount inside a guarded scope. */
export function peopleRoutes(app: FastifyInstance, { keys, enrolment }: PeopleRoutesNeeds): void {
  const administrators = { onRequest: allow('administrator') };

  app.get('/api/v1/me', async (request) => personOf(request));

  app.get('/api/v1/keys', { onRequest: allow('administrator', 'auditor') }, async () => ({ keys: await keys.list() }));
  app.post('/api/v1/keys', administrators, async (request, reply) => {
    const made = await keys.create(apiKeyRequest.parse(request.body), personOf(request).person);
    return reply.code(201).header('cache-control', 'no-store').send(made);
  });
  app.delete<{ Params: { id: string } }>('/api/v1/keys/:id', administrators, (request) =>
    keys.revoke(request.params.id),
  );

  app.post('/api/v1/enrolments', administrators, async (request, reply): Promise<EnrolmentCodeAnswer> => {
    const code = await enrolment.createCode(enrolmentCodeRequest.parse(request.body), personOf(request).person);
    return reply.code(201).header('cache-control', 'no-store').send(code);
  });
  app.delete<{ Params: { device: string } }>('/api/v1/enrolments/:device', administrators, async (request) => ({
    device: request.params.device,
    revoked: await enrolment.revokeDevice(request.params.device),
  }));
}

/** The one-time administrator code: for whoever has no key yet, so outside the guarded scope. */
export function administratorRoutes(app: FastifyInstance, needs: PeopleRoutesNeeds): void {
  app.post('/api/v1/administrator', async (request, reply) => {
    const body = administratorRequest.parse(request.body);
    const made = await guessing(needs.guesses, request.ip, () => redeemAdministratorCode(body, needs));
    return reply.code(201).header('cache-control', 'no-store').send(made);
  });
}

/** On the machines' listener; a lane that enrols has no certificate yet. */
export function enrolmentRoutes(app: FastifyInstance, { enrolment, guesses }: PeopleRoutesNeeds): void {
  app.post('/enrolment/v1/certificates', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const { code, csr } = enrolmentRequest.parse(request.body);
    const request10 = new Uint8Array(Buffer.from(csr, 'base64'));
    const answer = await guessing(guesses, request.ip, () => enrolment.redeem(code, request10));
    return reply.header('cache-control', 'no-store').send(answer);
  });
}
