import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';
import { pagePolicy, WORKER_POLICY } from './security-headers.ts';

export interface WebApp {
  /** As `web/build.ts` made it; it may come only while this server runs. */
  readonly folder: string;
  /** What is shown until then. */
  readonly frontPage: string;
}

/** Names that a build gives its files; nothing else is looked up on the disk. */
const ASSET = /^assets\/[A-Za-z0-9_][A-Za-z0-9._-]{0,200}$/;
const BESIDE = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,100}\.(?:svg|png|ico|txt|webmanifest)$/;
/** Under these (`/log` itself is a page), what is not there is not there: no page stands in for an answer that a program reads. */
const OTHERS = /^(?:api(?:\/|$)|log\/)/;
const YEAR_MS = 365 * 86_400_000;

/**
 * The pages: files of the build, and index.html for every address that a browser asks for a page, since the addresses
 * within are the application's own. Which folder it is may be written in no request.
 */
export async function webApp(app: FastifyInstance, { folder, frontPage }: WebApp): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true, suppressWarning: true });

  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    // Its name has its content's hash in it.
    if (ASSET.test(path)) {
      if (path.endsWith('.js')) reply.header('content-security-policy', WORKER_POLICY);
      return reply.sendFile(path, folder, { immutable: true, maxAge: YEAR_MS });
    }
    if (BESIDE.test(path) && (await stat(join(folder, path)).catch(() => undefined)))
      return reply.sendFile(path, folder, { cacheControl: false });
    if (OTHERS.test(path) || !wantsPage(request)) throw new Refusal(404, 'ADDRESS_UNKNOWN', 'no such path');
    const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    return index === undefined ? sendFrontPage(reply, frontPage) : sendPage(reply, index);
  });
}

/** The page that is there without any build. */
export function sendFrontPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    )
    .send(page);
}

/** index.html with the nonce of this answer, in the form that Vite's own loader reads; it has no validator, so nobody keeps an old one. */
function sendPage(reply: FastifyReply, index: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', pagePolicy(nonce))
    .send(index.replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}" />`));
}

function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}
