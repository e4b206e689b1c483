import type { SecureVersion } from 'node:tls';
import fastify, { type FastifyInstance } from 'fastify';
import { answerErrors, beforeRoutes } from './answer-errors.ts';

export interface MachineServerOptions {
  /** PEM: our node key, and our node certificate followed by its issuer. */
  readonly key: string;
  readonly certificate: string;
  /** PEM roots whose certificates we look at: our own agency's and each partner's. */
  readonly roots: readonly string[];
  report(error: unknown): void;
}

/** No byte for this long ends a connection; there is no limit on the whole, or a slow link could never send 500 MB. */
const IDLE_MS = 60_000;
/** A connection that says nothing, or too slowly, is not a caller, ms. */
const HANDSHAKE_MS = 10_000;
/** The largest body that is read into memory here; bulk is streamed by its own route. */
const SMALL_BODY_BYTES = 64 * 1024;

/**
 * HTTPS for machines: TLS 1.3, client certificate asked for. It is checked by each route before the body is read,
 * not by the handshake, so that a stranger gets a sentence instead of a broken connection, and the log stays public.
 */
export function buildMachineServer(options: MachineServerOptions): FastifyInstance {
  const minVersion: SecureVersion = 'TLSv1.3';
  const app = fastify({
    https: {
      key: options.key,
      cert: options.certificate,
      ca: [...options.roots],
      requestCert: true,
      rejectUnauthorized: false,
      minVersion,
      maxHeaderSize: 16 * 1024,
      handshakeTimeout: HANDSHAKE_MS,
      highWaterMark: 256 * 1024,
    },
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: IDLE_MS,
    requestTimeout: 0,
    bodyLimit: SMALL_BODY_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    ...beforeRoutes,
  });
  app.server.headersTimeout = 10_000;
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    ['application/cose', 'application/cbor', 'text/plain'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  // Bulk: the route reads the stream itself, with its own limits.
  app.addContentTypeParser('application/partial-upload', (_request, payload, done) => done(null, payload));
  answerErrors(app as unknown as FastifyInstance, options.report);
  app.get('/health', () => ({ up: true }));
  return app as unknown as FastifyInstance;
}
