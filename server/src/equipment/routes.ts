import { toHex } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { SiteBook } from './site-book.ts';
import type { KeptTrustList, TrustLists } from './trust-lists.ts';

export interface EquipmentRoutesNeeds {
  readonly lists: TrustLists;
  sites(): SiteBook;
}

/** Mount inside a guarded scope. */
export function equipmentRoutes(app: FastifyInstance, { lists, sites }: EquipmentRoutesNeeds): void {
  app.get('/api/v1/register', async () => sites().register);

  app.get('/api/v1/trust-list', async (request, reply) => {
    const current = await lists.current();
    if (!current) throw new Refusal(404, 'TRUST_LIST_MISSING', 'no list was ever imported here');
    if (request.headers.accept === 'application/cose')
      return reply.type('application/cose').header('etag', `"${current.hash}"`).send(Buffer.from(current.bytes));
    return shown(current);
  });
}

function shown({ list, hash }: KeptTrustList) {
  const { agency, configurations, devices, expiresAt, issuedAt, previous, sample, version } = list;
  return {
    agency,
    version,
    hash,
    issuedAt,
    expiresAt,
    previous: previous === null ? null : toHex(previous),
    sample,
    configurations: configurations.map(({ id, maker, model, name, status, approvedUntil, reasons }) => {
      return { id, maker, model, name, status, approvedUntil, reasons };
    }),
    devices,
  };
}
