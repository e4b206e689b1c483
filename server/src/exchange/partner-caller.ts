import { verifyChain } from '@garita/trust';
import type { FastifyRequest } from 'fastify';
import { type Caller, requireCaller } from '../http/client-certificate.ts';
import { Refusal } from '../http/refusal.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

/** Certificates seen lately; the partner has one node, or a few. */
const REMEMBERED = 16;

/**
 * Lets pass the partner's node and nobody else. To be called in `onRequest`, before a byte of the body is read.
 *
 * The root alone is not enough: the partner's devices chain to it too, for another use, and so would whatever its
 * device CA gave out in the name of the agency. A TLS session that is resumed shows only the leaf: then the node CA is
 * that of the newest descriptor we know.
 */
export function partnerGuard(needs: Pick<ExchangeNeeds, 'crypto' | 'partner' | 'clock'>) {
  /** Until when each is good, ms. */
  const known = new Map<string, number>();

  const isPartner = async ({ certificate, fingerprint, issuer }: Caller): Promise<boolean> => {
    const { crypto, partner } = needs;
    const { descriptor } = partner.current();
    const now = needs.clock.now();
    const key = `${fingerprint} ${descriptor.version}`;
    if (now <= (known.get(key) ?? Number.NEGATIVE_INFINITY)) return true;
    // A node CA we have not heard of yet is the partner's too, when its root says so.
    for (const ca of issuer ? [issuer, descriptor.nodeCa] : [descriptor.nodeCa]) {
      const { leaf, problems } = await verifyChain(crypto, [certificate, ca], partner.root, now, 'node');
      if (problems.length > 0 || leaf?.agency !== partner.agency) continue;
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, leaf.notAfter);
      return true;
    }
    return false;
  };

  return async (request: FastifyRequest): Promise<void> => {
    if (!(await isPartner(requireCaller(request))))
      throw new Refusal(403, 'CERTIFICATE_FOREIGN', `only the node of ${needs.partner.agency} is answered here`);
  };
}
