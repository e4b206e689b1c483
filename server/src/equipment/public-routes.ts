import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Credentials } from './credentials.ts';
import type { DecisionBook } from './decision-book.ts';
import type { StatusLists } from './status-lists.ts';
import type { TrustLists } from './trust-lists.ts';

export interface PublicRoutesNeeds {
  readonly lists: Pick<TrustLists, 'newestBytes'>;
  readonly statuses: Pick<StatusLists, 'newest'>;
  readonly credentials: Pick<Credentials, 'newest'>;
  readonly decisions: Pick<DecisionBook, 'one'>;
  /** Whose signatures count, as the root signed it. */
  descriptor(): Document;
}

const HASH = /^[0-9a-f]{64}$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * What the agency says of equipment to anybody, as it was signed: readable without a certificate or a key, beside the
 * log that names each document by its digest. A list that has run out is still shown.
 */
export function publicRoutes(app: FastifyInstance, needs: PublicRoutesNeeds): void {
  const { credentials, decisions, descriptor, lists, statuses } = needs;
  const missing = (reply: FastifyReply, what: string) =>
    reply.code(404).type('text/plain; charset=utf-8').send(`${what}\n`);
  const send = (reply: FastifyReply, { bytes, hash }: Document, type: string, asked: unknown) => {
    reply.headers({
      etag: `"${hash}"`,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment',
    });
    return asked === `"${hash}"` ? reply.code(304).send() : reply.type(type).send(Buffer.from(bytes));
  };

  app.get('/trust/descriptor', async (request, reply) =>
    send(reply, descriptor(), 'application/cose', request.headers['if-none-match']),
  );
  app.get('/trust/trust-list', async (request, reply) => {
    const newest = await lists.newestBytes();
    if (!newest) return missing(reply, 'no trust list was ever signed here');
    return send(reply, newest, 'application/cose', request.headers['if-none-match']);
  });
  app.get('/trust/status-list', async (request, reply) => {
    const newest = await statuses.newest();
    if (!newest) return missing(reply, 'no status list was ever signed here');
    return send(reply, newest, CREDENTIAL_MEDIA_TYPE, request.headers['if-none-match']);
  });
  app.get<{ Params: { configuration: string } }>('/trust/credentials/:configuration', async (request, reply) => {
    const { configuration } = request.params;
    const newest = ID.test(configuration) ? await credentials.newest(configuration) : undefined;
    if (!newest) return missing(reply, 'no such credential');
    return send(reply, newest, CREDENTIAL_MEDIA_TYPE, request.headers['if-none-match']);
  });
  app.get<{ Params: { hash: string } }>('/trust/decisions/:hash', async (request, reply) => {
    const { hash } = request.params;
    const kept = HASH.test(hash) ? await decisions.one(hash) : undefined;
    // What waits or was taken back was never said to anybody.
    if (kept?.state !== 'in-force') return missing(reply, 'no such decision in force');
    return send(reply, { bytes: kept.cose, hash }, 'application/cose', request.headers['if-none-match']);
  });
}

/** Securing Verifiable Credentials using JOSE and COSE, section 6.2.2. */
const CREDENTIAL_MEDIA_TYPE = 'application/vc+cose';

interface Document {
  readonly bytes: Uint8Array;
  /** Hex. */
  readonly hash: string;
}
