import { type AccountInvited, type AccountList, accountChange, accountRequest } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import type { Accounts } from './accounts.ts';

interface OfPerson {
  Params: { person: string };
}

/** For administrators; mount inside a guarded scope. */
export function accountRoutes(app: FastifyInstance, accounts: Accounts): void {
  const administrators = { onRequest: allow('administrator') };

  app.get(
    '/api/v1/accounts',
    { onRequest: allow('administrator', 'auditor') },
    async (): Promise<AccountList> => ({ accounts: [...(await accounts.list())] }),
  );
  app.post('/api/v1/accounts', administrators, async (request, reply): Promise<AccountInvited> => {
    const made = await accounts.create(accountRequest.parse(request.body), personOf(request).person);
    return reply.code(201).header('cache-control', 'no-store').send(made);
  });
  app.patch<OfPerson>('/api/v1/accounts/:person', administrators, (request) =>
    accounts.change(request.params.person, accountChange.parse(request.body)),
  );
  app.post<OfPerson>(
    '/api/v1/accounts/:person/invitation',
    administrators,
    async (request, reply): Promise<AccountInvited> => {
      const invited = await accounts.invite(request.params.person, personOf(request).person);
      return reply.code(201).header('cache-control', 'no-store').send(invited);
    },
  );
}
