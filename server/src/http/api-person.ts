import type { Role } from '@garita/trust';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';
import { isSafe, refuseForeignPage, refuseWithoutCsrfToken } from './same-origin.ts';

/** The person (or program) behind an API key or a session. */
export interface ApiPerson {
  readonly person: string;
  readonly roles: readonly Role[];
}

/** `undefined` for a key that is unknown, revoked or malformed. */
export type Authenticate = (bearer: string) => Promise<ApiPerson | undefined>;

/** Sessions of browsers, by the token in their cookie. */
export interface CookieSessions {
  readonly cookie: string;
  /** How people reach this server. */
  readonly ownUrl: string;
  /** `use` keeps the session alive, `look` does not. */
  find(token: string, why: 'use' | 'look'): Promise<ApiPerson | undefined>;
}

export interface WhoMayAsk {
  readonly authenticate: Authenticate;
  readonly sessions: CookieSessions;
  /** Of a demonstration alone: strangers may watch what flows. */
  readonly guests?: boolean;
}

/** Who watches a demonstration without having signed in. */
const GUEST: ApiPerson = { person: 'guest', roles: ['official'] };
/** What a demonstration shows to anybody; its data are made up. */
const OPEN_TO_GUESTS: ReadonlySet<string | undefined> = new Set([
  '/api/v1/equipment',
  '/api/v1/equipment/configurations/:id',
  '/api/v1/equipment/devices/:id',
  '/api/v1/events',
  '/api/v1/flow/rates',
  '/api/v1/flow/sites',
  '/api/v1/received',
  '/api/v1/register',
  '/api/v1/scans',
  '/api/v1/scans/:scan/thumbnail',
  '/api/v1/shares',
  '/api/v1/status',
  '/api/v1/trust-list',
]);

const people = new WeakMap<FastifyRequest, ApiPerson>();
const asked = new WeakMap<FastifyRequest, () => Promise<boolean>>();

/** Longest Authorization header looked at; ours are under 100 characters. */
const HEADER_CHARACTERS = 256;

/**
 * Every route of this Fastify scope answers only to a known API key or to a session's cookie, told before a byte of the
 * body is read. What comes with a cookie and is no mere question must show that a page of ours sent it.
 */
export function requirePerson(app: FastifyInstance, { authenticate, sessions, guests }: WhoMayAsk): void {
  app.addHook('onRequest', async (request) => {
    if (request.headers.authorization !== undefined) return byKey(request, authenticate);
    const token = request.cookies[sessions.cookie];
    const found = token === undefined ? undefined : await sessions.find(token, 'use');
    if (!found && guests && request.method === 'GET' && OPEN_TO_GUESTS.has(request.routeOptions.url)) {
      people.set(request, GUEST);
      asked.set(request, async () => true);
      return;
    }
    if (token === undefined) throw nobody(request);
    if (!found) throw new Refusal(401, 'SESSION_MISSING', 'the session is over');
    if (!isSafe(request)) {
      refuseForeignPage(request, sessions.ownUrl);
      refuseWithoutCsrfToken(request, token);
    }
    people.set(request, { person: found.person, roles: found.roles });
    asked.set(request, async () => (await sessions.find(token, 'look')) !== undefined);
  });
}

/** The same where there are no sessions. */
export function requireApiKey(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', (request) => byKey(request, authenticate));
}

async function byKey(request: FastifyRequest, authenticate: Authenticate): Promise<void> {
  const header = request.headers.authorization ?? '';
  const bearer = header.length <= HEADER_CHARACTERS ? /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1] : undefined;
  if (bearer === undefined) throw keyMissing();
  const person = await authenticate(bearer);
  if (!person) throw new Refusal(401, 'KEY_UNKNOWN', 'this server has no such key, or it was revoked', CHALLENGE);
  people.set(request, person);
  asked.set(request, async () => (await authenticate(bearer)) !== undefined);
}

const CHALLENGE = { 'www-authenticate': 'Bearer realm="garita"' };

function keyMissing(): Refusal {
  return new Refusal(401, 'KEY_MISSING', 'Authorization: Bearer <API key>', CHALLENGE);
}

/** A page whose browser has dropped the cookie is told to sign in; a program, to bring a key. */
function nobody({ headers }: FastifyRequest): Refusal {
  return headers['sec-fetch-site'] === undefined
    ? keyMissing()
    : new Refusal(401, 'SESSION_MISSING', 'nobody is signed in with this browser');
}

/** Who asks. Only in a guarded scope; elsewhere nobody is known and the request is refused. */
export function personOf(request: FastifyRequest): ApiPerson {
  const person = people.get(request);
  if (!person) throw keyMissing();
  return person;
}

/** Whether the key or session a request came with is good even now, for answers that last; false outside a guarded scope. */
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
