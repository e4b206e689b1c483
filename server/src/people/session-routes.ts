import {
  type DemoSigningKey,
  demoSignInRequest,
  invitationRequest,
  type SessionBody,
  signInRequest,
} from '@garita/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AgencySettings } from '../agency-settings.ts';
import { Refusal } from '../http/refusal.ts';
import { csrfTokenOf, refuseForeignPage, refuseWithoutCsrfToken } from '../http/same-origin.ts';
import type { Accounts } from './accounts.ts';
import { guessing } from './guess-limit.ts';
import { type InvitationNeeds, redeemInvitation } from './redeem-invitation.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { type SignInNeeds, signIn } from './sign-in.ts';

export interface SessionRoutesNeeds extends SignInNeeds, InvitationNeeds {
  readonly settings: AgencySettings;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** PKCS #8 of a demonstration's officer; `undefined` when this server holds none. */
  demoKey(person: string): Promise<Uint8Array | undefined>;
}

/** The name of the cookie: each agency its own, so that two on one machine do not take each other's. */
export function sessionCookie(agency: string): string {
  return `garita-${agency}`;
}

/** Signing in and out: for whoever is not known yet, so outside the guarded scope. */
export function sessionRoutes(app: FastifyInstance, needs: SessionRoutesNeeds): void {
  const { accounts, demoPeople, sessions, settings } = needs;
  const cookie = sessionCookie(settings.agency);
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: settings.people.url.startsWith('https:'),
  } as const;

  const tokenOf = (request: FastifyRequest) => request.cookies[cookie] ?? '';
  const show = async (request: FastifyRequest, token: string, found: SignedIn | undefined): Promise<SessionBody> => ({
    agency: settings.agency,
    name: settings.name,
    sample: settings.sample,
    person: found?.person ?? null,
    displayName: found?.displayName[/^\s*es\b/i.test(request.headers['accept-language'] ?? '') ? 'es' : 'en'] ?? null,
    roles: [...(found?.roles ?? [])],
    csrf: found ? csrfTokenOf(token) : null,
    expiresAt: found?.expiresAt ?? null,
    demoAccounts: demoPeople.map(({ person, name, roles }) => ({ person, name, roles: [...roles] })),
    firstAccount: await accounts.isEmpty(),
  });
  const open = async (request: FastifyRequest, reply: FastifyReply, person: string, kind: SignedIn['kind']) => {
    // Never the session from before: a token somebody planted in this browser must not become a person's.
    await sessions.end(tokenOf(request));
    const token = await sessions.start(person, kind);
    void reply.setCookie(cookie, token, attributes);
    return show(request, token, await sessions.find(token, 'look'));
  };
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));

  app.get('/api/v1/session', async (request) => {
    const token = tokenOf(request);
    return show(request, token, await sessions.find(token, 'look'));
  });
  app.post('/api/v1/session', async (request, reply) => {
    refuseForeignPage(request, settings.people.url);
    const person = await signIn(signInRequest.parse(request.body), request.ip, needs);
    return open(request, reply, person, 'account');
  });
  app.post('/api/v1/session/invitation', async (request, reply) => {
    refuseForeignPage(request, settings.people.url);
    const invitation = invitationRequest.parse(request.body);
    await guessing(needs.guesses, request.ip, () => redeemInvitation(invitation, needs));
    return open(request, reply, invitation.person, 'account');
  });
  app.delete('/api/v1/session', async (request, reply) => {
    const token = tokenOf(request);
    refuseForeignPage(request, settings.people.url);
    if (await sessions.find(token, 'look')) refuseWithoutCsrfToken(request, token);
    await sessions.end(token);
    void reply.clearCookie(cookie, attributes);
    return show(request, '', undefined);
  });

  app.post('/api/v1/session/demo', async (request, reply) => {
    refuseForeignPage(request, settings.people.url);
    refuseRebound(request, settings.people.url);
    const { person } = demoSignInRequest.parse(request.body);
    if (!demoPeople.some((demo) => demo.person === person))
      throw new Refusal(404, 'DEMO_ONLY', `nobody may be ${person} here without a password`);
    return open(request, reply, person, 'demo');
  });
  app.get('/api/v1/session/signing-key', async (request): Promise<DemoSigningKey> => {
    const found = await sessions.find(tokenOf(request), 'use');
    if (!found) throw new Refusal(401, 'SESSION_MISSING', 'nobody is signed in with this browser');
    const key = found.kind === 'demo' ? await needs.demoKey(found.person) : undefined;
    if (!key) throw new Refusal(404, 'DEMO_ONLY', `this server holds no key of ${found.person}`);
    return { officer: found.person, pkcs8: Buffer.from(key).toString('base64') };
  });
}

/** A page whose name was made to mean this machine (DNS rebinding) is same-origin with it, and nobody asked for a password. */
function refuseRebound({ hostname }: FastifyRequest, ownUrl: string): void {
  if (hostname === new URL(ownUrl).hostname || /^(?:(?:[\w-]+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
    return;
  throw new Refusal(403, 'CSRF_REFUSED', 'a demonstration is opened by its own address');
}
