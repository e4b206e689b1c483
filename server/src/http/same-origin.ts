import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** RFC 9110 section 9.2.1: these change nothing. */
export function isSafe({ method }: FastifyRequest): boolean {
  return SAFE.has(method);
}

/**
 * Refuses what a page of somebody else made this browser send. Fetch Metadata says so where the browser trusts the
 * connection (HTTPS, *.localhost), `Origin` elsewhere; a program that is no browser sends neither. Throws CSRF_REFUSED.
 */
export function refuseForeignPage({ headers }: FastifyRequest, ownUrl: string): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site !== 'same-origin') throw refused('it comes from another site');
    return;
  }
  const { host, origin } = headers;
  if (origin === undefined) return;
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  // Behind a proxy the host in the request may be the server's own name for itself.
  if (from && (from.host === host || from.origin === new URL(ownUrl).origin)) return;
  throw refused('it comes from another site');
}

/** What a page must send along with a session's cookie, derived from it: a foreign page can have the one sent, and not read the other. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('garita/csrf/v1').digest('base64url');
}

/** Throws CSRF_REFUSED. */
export function refuseWithoutCsrfToken({ headers }: FastifyRequest, sessionToken: string): void {
  const sent = Buffer.from(String(headers['x-garita-csrf'] ?? ''));
  const expected = Buffer.from(csrfTokenOf(sessionToken));
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected))
    throw refused('the header x-garita-csrf is not the one of this session');
}

function refused(detail: string): Refusal {
  return new Refusal(403, 'CSRF_REFUSED', detail);
}
