import { readShareRecord, type ShareContext, type SharePush } from '@garita/exchange';
import { DESCRIPTOR_MAX_BYTES, TRUST_LIST_MAX_BYTES, TrustError, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { findDocument } from './documents.ts';
import type { AgreementInForce, ExchangeNeeds } from './exchange-needs.ts';

/**
 * The agreement a push is judged by: the one it names, if that was in force when it was shared and not replaced by
 * then, else ours of now. A share may be days late; the terms of its own time hold for it.
 */
export async function agreementFor(push: SharePush, needs: ExchangeNeeds): Promise<AgreementInForce | undefined> {
  const current = await needs.agreement();
  const { agreement: hash, at } = readShareRecord(push);
  const named = await needs.agreementByHash(toHex(hash));
  if (!named || !current) return current;
  return at < current.signed.agreement.validFrom ? named : current;
}

/**
 * What a push is judged by; documents it names are fetched from the partner when they are new. `descriptor` when it
 * is known already: a share that was accepted stays judged by the one it came with.
 */
export async function shareContext(
  push: SharePush,
  agreement: AgreementInForce,
  needs: ExchangeNeeds,
  known?: Uint8Array,
): Promise<ShareContext> {
  const descriptor = known ?? (await descriptorNamed(toHex(push.descriptor), needs));
  const trustList = push.trustList === null ? undefined : await trustListNamed(toHex(push.trustList), needs);
  return {
    at: needs.clock.now(),
    senderRoot: needs.partner.root,
    descriptor,
    trustList,
    agreement: agreement.signed,
    recipient: needs.own.agency,
    witness: needs.own.witnessKey,
  };
}

async function descriptorNamed(hash: string, needs: ExchangeNeeds): Promise<Uint8Array> {
  const { partner } = needs;
  const newest = partner.current();
  if (toHex(newest.descriptor.hash) === hash) return newest.bytes;
  // Known and not the newest: the sender made this push before it changed; it makes the next one by the new.
  if (await partner.descriptor(hash)) throw stale('the push names a descriptor that was replaced');
  const bytes = await fetchDocument(`/exchange/v1/descriptors/${hash}`, hash, DESCRIPTOR_MAX_BYTES, needs);
  if (!bytes) return newest.bytes;
  try {
    await partner.accept(bytes);
  } catch (error) {
    if (error instanceof TrustError && error.code === 'DESCRIPTOR_ROLLED_BACK') throw stale(error.message);
    // Anything else wrong with it is found again, and named, when the share is verified.
    if (!(error instanceof TrustError)) throw error;
  }
  return bytes;
}

async function trustListNamed(hash: string, needs: ExchangeNeeds): Promise<Uint8Array | undefined> {
  const kept = await findDocument(needs.database, needs.partner.agency, 'trust-list', hash);
  return kept?.bytes ?? fetchDocument(`/exchange/v1/trust-lists/${hash}`, hash, TRUST_LIST_MAX_BYTES, needs);
}

/** The document under this hash, from the partner; undefined when it has none or sends another. */
async function fetchDocument(path: string, hash: string, maxAnswerBytes: number, needs: ExchangeNeeds) {
  try {
    const answer = await needs.link.call({ method: 'GET', path, lane: 'small', maxAnswerBytes });
    if (answer.status >= 500 || answer.status === 401 || answer.status === 403)
      throw new Refusal(503, 'BUSY', `${path} was answered with ${answer.status}`, { 'retry-after': '1' });
    if (answer.status !== 200 || toHex(needs.crypto.hasher.sha256(answer.body)) !== hash) return undefined;
    return answer.body;
  } catch (error) {
    if (error instanceof PartnerLinkError && error.code === 'PARTNER_ANSWER_TOO_LARGE') return undefined;
    if (error instanceof PartnerLinkError)
      throw new Refusal(503, 'BUSY', `${path} could not be fetched: ${error.code}`, { 'retry-after': '1' });
    throw error;
  }
}

function stale(detail: string): Refusal {
  return new Refusal(409, 'BUSY', detail);
}
