import { openTrustList, readTrustList, TRUST_LIST_MAX_BYTES, TrustError, toHex } from '@garita/trust';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { keepDocument, newestDocument } from './documents.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

type AcceptanceNeeds = Pick<
  ExchangeNeeds,
  'agreement' | 'clock' | 'crypto' | 'database' | 'link' | 'partner' | 'report'
>;

/** What the partner's newest list that we know makes of a configuration of ours. */
export type Acceptance = 'accepted' | 'refused' | 'not-asked';

/**
 * By the partner's own signed list, where the agreement's policy asks for its acceptance. Of a configuration that its
 * list does not name nobody has asked anything.
 */
export async function partnerAcceptance(needs: AcceptanceNeeds): Promise<(configuration: string) => Acceptance> {
  const { database, partner } = needs;
  const known = (await isAsked(needs)) ? await newestDocument(database, partner.agency, 'trust-list') : undefined;
  const listed = known ? openTrustList(known.bytes).configurations : [];
  return (configuration) => {
    const status = listed.find(({ id }) => id === configuration)?.status;
    if (status === undefined) return 'not-asked';
    return status === 'approved' || status === 'conditional' ? 'accepted' : 'refused';
  };
}

/** Fetches the partner's list in force, where the agreement asks for its word; one that is not good changes nothing. */
export async function refreshPartnerList(needs: AcceptanceNeeds): Promise<void> {
  if (!(await isAsked(needs))) return;
  const { clock, crypto, database, link, partner, report } = needs;
  try {
    const call = { method: 'GET', path: '/trust/trust-list', lane: 'small' } as const;
    const { body, status } = await link.call({ ...call, maxAnswerBytes: TRUST_LIST_MAX_BYTES });
    if (status !== 200) return;
    const at = clock.now();
    const list = await readTrustList(crypto, body, partner.current().descriptor, { at });
    const { agency, version } = list;
    const document = { hash: toHex(list.hash), agency, kind: 'trust-list', version, bytes: body, kept_at: at } as const;
    await database.transaction((tx) => keepDocument(tx, document));
  } catch (error) {
    if (!(error instanceof PartnerLinkError || error instanceof TrustError)) throw error;
    if (error instanceof TrustError) report(error);
  }
}

async function isAsked({ agreement }: AcceptanceNeeds): Promise<boolean> {
  const policy = (await agreement())?.signed.agreement.policy ?? '';
  // A comment asks nothing.
  return /\bacceptedByPartner\b/.test(policy.replace(/\/\/[^\n]*/g, ''));
}
