import fastify, { type FastifyInstance } from 'fastify';
import { answerErrors, beforeRoutes } from './answer-errors.ts';

/** HTTP for people and for readers of the log. Behind a proxy with its own certificate when it leaves this machine. */
export function buildPeopleServer(options: { report(error: unknown): void }): FastifyInstance {
  const app = fastify({
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    ...beforeRoutes,
  });
  app.addContentTypeParser('application/cose', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
  });
  answerErrors(app, options.report);
  return app;
}
