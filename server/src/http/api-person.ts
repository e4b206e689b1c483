import type { Role } from '@garita/trust';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** The person (or program) behind an API key. */
export interface ApiPerson {
  readonly person: string;
  readonly roles: readonly Role[];
}

/** `undefined` for a key that is unknown, revoked or malformed. */
export type Authenticate = (bearer: string) => Promise<ApiPerson | undefined>;

const people = new WeakMap<FastifyRequest, ApiPerson>();
const asked = new WeakMap<FastifyRequest, () => Promise<boolean>>();

/** Longest Authorization header looked at; ours are under 100 characters. */
const HEADER_CHARACTERS = 256;

/** Every route of this Fastify scope answers only to a known API key, told before a byte of the body is read. */
export function requireApiKey(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request) => {
    const header = request.headers.authorization ?? '';
    const bearer = header.length <= HEADER_CHARACTERS ? /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1] : undefined;
    const challenge = { 'www-authenticate': 'Bearer realm="garita"' };
    if (bearer === undefined) throw new Refusal(401, 'KEY_MISSING', 'Authorization: Bearer <API key>', challenge);
    const person = await authenticate(bearer);
    if (!person) throw new Refusal(401, 'KEY_UNKNOWN', 'this server has no such key, or it was revoked', challenge);
    people.set(request, person);
    asked.set(request, async () => (await authenticate(bearer)) !== undefined);
  });
}

/** Who asks. Only in a scope guarded by `requireApiKey`; elsewhere nobody is known and the request is refused. */
export function personOf(request: FastifyRequest): ApiPerson {
  const person = people.get(request);
  if (!person) throw new Refusal(401, 'KEY_MISSING', 'Authorization: Bearer <API key>');
  return person;
}

/** Whether the key a request came with is good even now, for answers that last; false outside a guarded scope. */
export async function isStillKnown(request: FastifyRequest): Promise<boolean> {
  return (await asked.get(request)?.()) ?? false;
}

/** For `onRequest` of a route: lets pass whoever has one of these roles. */
export function allow(...roles: readonly Role[]): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { person, roles: had } = personOf(request);
    if (!roles.some((role) => had.includes(role)))
      throw new Refusal(403, 'ROLE_MISSING', `${person} is ${had.join(', ')}; this needs ${roles.join(' or ')}`);
  };
}
