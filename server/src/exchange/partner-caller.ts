import { verifyChain } from '@garita/trust';
import type { FastifyRequest } from 'fastify';
import { requireCaller } from '../http/client-certificate.ts';
import { Refusal } from '../http/refusal.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

/** Certificates seen lately; the partner has one node, or a few. */
const REMEMBERED = 16;

/**
 * Lets pass the partner's node and nobody else. To be called in `onRequest`, before a byte of the body is read.
 *
 * A TLS session that is resumed shows only the leaf, so the chain is made again with the CA of the partner's
 * descriptor. The root alone is not enough: the partner's devices chain to it too, for another use.
 */
export function partnerGuard(needs: Pick<ExchangeNeeds, 'crypto' | 'partner' | 'clock'>) {
  const known = new Map<string, boolean>();

  const isPartner = async (certificate: Uint8Array, fingerprint: string): Promise<boolean> => {
    const { descriptor } = needs.partner.current();
    const key = `${fingerprint} ${descriptor.version}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const chain = [certificate, descriptor.nodeCa];
    const { leaf, problems } = await verifyChain(needs.crypto, chain, needs.partner.root, needs.clock.now(), 'node');
    const answer = problems.length === 0 && leaf?.agency === needs.partner.agency;
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, answer);
    return answer;
  };

  return async (request: FastifyRequest): Promise<void> => {
    const caller = requireCaller(request);
    const shown = caller.root === needs.partner.rootHash && caller.uris.includes(needs.partner.urn);
    if (!shown && !(await isPartner(caller.certificate, caller.fingerprint)))
      throw new Refusal(403, 'CERTIFICATE_FOREIGN', `only the node of ${needs.partner.agency} is answered here`);
  };
}
