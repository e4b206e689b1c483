import { DESCRIPTOR_MAX_BYTES, TrustError } from '@garita/trust';
import { PartnerLinkError } from '../ports/partner-link.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

const AT_MOST_EVERY_MS = 60_000;

/**
 * Asks the partner for its newest descriptor, at most once a minute unless `now`; true when it was newer than what is
 * known. What a server says when it is back after a long time may be signed with new keys.
 */
export function partnerRefresher(needs: Pick<ExchangeNeeds, 'link' | 'partner' | 'clock' | 'report'>) {
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (options: { readonly now?: boolean } = {}): Promise<boolean> => {
    const now = needs.clock.now();
    if (!options.now && now - askedAt < AT_MOST_EVERY_MS) return false;
    askedAt = now;
    const before = needs.partner.current();
    try {
      const answer = await needs.link.call({
        method: 'GET',
        path: '/exchange/v1/descriptor',
        lane: 'small',
        maxAnswerBytes: DESCRIPTOR_MAX_BYTES,
      });
      if (answer.status === 200) await needs.partner.accept(answer.body);
    } catch (error) {
      // A partner that cannot be reached, or shows a worse descriptor than the one we have, changes nothing.
      if (!(error instanceof PartnerLinkError || error instanceof TrustError)) throw error;
      if (error instanceof TrustError) needs.report(error);
    }
    return needs.partner.current() !== before;
  };
}
