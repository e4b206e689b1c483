import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { answerErrors, beforeRoutes } from './answer-errors.ts';
import { securityHeaders } from './security-headers.ts';

export interface PeopleServerOptions {
  report(error: unknown): void;
  /** How people reach it. With `https:` there is a proxy in front, on this machine, that knows where they come from. */
  readonly url?: string;
}

/** HTTP for people and for readers of the log. Behind a proxy with its own certificate when it leaves this machine. */
export function buildPeopleServer({ report, url }: PeopleServerOptions): FastifyInstance {
  const https = url?.startsWith('https:') ?? false;
  const app = fastify({
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // X-Forwarded-For counts only when this machine itself says it: guesses are limited by address.
    trustProxy: https ? 'loopback' : false,
    ...beforeRoutes,
  });
  app.addContentTypeParser('application/cose', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  securityHeaders(app, { https });
  void app.register(fastifyCookie);
  answerErrors(app, report);
  return app;
}
