import type { FastifyInstance } from 'fastify';

/** For every answer that is no page of ours: whatever it holds, a browser that opens it runs and loads nothing. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=()',
};
/** RFC 6797; only where this server is reached by HTTPS at all. */
const ONLY_HTTPS = 'max-age=31536000';

/** Sets them on the answer itself, before any route: errors have them, and streams that a route writes by hand. */
export function securityHeaders(app: FastifyInstance, { https }: { readonly https: boolean }): void {
  app.addHook('onRequest', async (_request, reply) => {
    for (const [name, value] of Object.entries(HEADERS)) reply.raw.setHeader(name, value);
    if (https) reply.raw.setHeader('strict-transport-security', ONLY_HTTPS);
  });
}

/** A worker obeys the policy that its own script came with (CSP Level 3, section 4.3): it may ask this server, and nobody else. */
export const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/**
 * What a page of ours may do. `nonce` lets in the style elements that the components make as they are drawn (sizes by
 * screen width); scripts have none and come from files alone. No 'wasm-unsafe-eval': Cedar decides on servers, and a
 * page checks signatures and proofs with WebCrypto and plain JavaScript.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
