import { decideSharing, loadCedar, type SharingPolicyEngine } from '@garita/exchange';
import { encodeRecord, readStatement, toHex } from '@garita/trust';
import type { AgreementInForce, ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables, OfferRow } from './exchange-table.ts';
import { factsOf } from './offers.ts';
import { isScanBetweenUs } from './scans-between-us.ts';
import { storedHash } from './stored-hash.ts';

export type Offer = Omit<OfferRow, 'id'> & { readonly id: number };

/** Offers decided at a time: their share entries go into the log together. */
const BATCH = 64;

/** What the agreement said about an offer; kept with it. */
export interface Ruling {
  readonly permitted: boolean;
  /** Ids of the policies that decided. */
  readonly policies: readonly string[];
  /** Why it is withheld when no policy speaks. */
  readonly errors: readonly string[];
}

/** Decides the offers that wait, oldest first; returns how many it decided: none while no trust list is in force. */
export async function decideOffers(needs: ExchangeNeeds): Promise<number> {
  const waiting = await needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('entry_index')
    .limit(BATCH)
    .execute();
  if (waiting.length === 0) return 0;
  const agreement = await needs.agreement();
  const cedar = await loadCedar();
  const ruled: { offer: Offer; ruling: Ruling }[] = [];
  for (const offer of waiting) {
    const ruling = await ruleOn(needs, cedar, agreement, offer, ruled);
    if (ruling === undefined) break;
    ruled.push({ offer, ruling });
  }
  if (ruled.length === 0) return 0;

  const permitted = ruled.filter(({ ruling }) => ruling.permitted);
  const withheld = ruled.filter(({ ruling }) => !ruling.permitted);
  const at = needs.clock.now();
  // It may have ended while the policy was asked; then the next round withholds.
  if (agreement && at >= agreement.signed.agreement.validUntil) return 0;
  const records = permitted.map(({ offer }) => ({
    kind: 'share' as const,
    record: encodeRecord({
      v: 1,
      kind: 'share',
      at,
      item: offer.item,
      subject: storedHash(offer.subject),
      scan: storedHash(offer.scan),
      leaf: storedHash(offer.entry_leaf),
      agreement: agreement?.signed.hash ?? new Uint8Array(),
      recipient: needs.partner.agency,
    }),
  }));
  await needs.log.append(records, async (tx, placed) => {
    const tables = tx.tables<ExchangeTables>();
    for (const { offer, ruling } of withheld)
      await tables
        .updateTable('exchange_offers')
        .set({ state: 'withheld', ruling: JSON.stringify(ruling) })
        .where('id', '=', offer.id)
        .where('state', '=', 'waiting')
        .execute();
    for (const [nth, { offer, ruling }] of permitted.entries()) {
      const place = placed[nth];
      if (!place || !agreement) throw new Error('a share entry has no place');
      const leaf = toHex(place.leafHash);
      await tables
        .updateTable('exchange_offers')
        .set({ state: 'shared', ruling: JSON.stringify(ruling) })
        .where('id', '=', offer.id)
        .execute();
      // One share for each offer: a second one breaks the unique key and rolls its log entry back with it.
      await tables
        .insertInto('exchange_shares')
        .values({
          leaf,
          log_index: place.index,
          offer: offer.id,
          agreement: toHex(agreement.signed.hash),
          shared_at: at,
          state: 'due',
          attempts: 0,
          next_at: 0,
          last_error: null,
          delivered_at: null,
          receipt: null,
          reasons: null,
          closed_at: null,
        })
        .execute();
      if (offer.item === 'scan') await noteShared(needs, tx, offer, at);
    }
  });
  return ruled.length;
}

async function noteShared(needs: ExchangeNeeds, tx: Parameters<ExchangeNeeds['note']>[0], offer: Offer, at: number) {
  const { capturedAt, ...walk } = factsOf(offer).walk;
  const by = offer.asked_by === null ? {} : { by: offer.asked_by };
  await needs.note(tx, { ...walk, ...by, at, step: 'shared', scan: offer.scan, ms: Math.max(0, at - capturedAt) });
}

/**
 * Default deny: without an agreement, without a permitting policy, of equipment that lost its approval since, or about a
 * scan that is withheld itself. Undefined while nobody can say what the equipment is worth.
 */
export async function ruleOn(
  needs: ExchangeNeeds,
  cedar: SharingPolicyEngine,
  agreement: AgreementInForce | undefined,
  offer: Pick<Offer, 'item' | 'scan' | 'facts' | 'payload'>,
  before: readonly { offer: Offer; ruling: Ruling }[],
): Promise<Ruling | undefined> {
  const deny = (error: string): Ruling => ({ permitted: false, policies: [], errors: [error] });
  if (!agreement) return deny('no agreement with the partner is in force');
  if (offer.item === 'decision' && !(await isScanShared(needs, offer.scan, before)))
    return deny('the scan this decision is about is not shared');
  let facts = factsOf(offer).policy;
  if (offer.item === 'scan') {
    const standing = await needs.standing(readStatement(offer.payload));
    if (standing.state === 'unknown') return undefined;
    if (standing.state === 'lost') return { permitted: false, policies: [], errors: standing.reasons.map(inWords) };
    const { acceptedByPartner = 'not-asked', configurationStatus } = standing;
    facts = { ...facts, configurationStatus, acceptedByPartner };
  }
  return decideSharing(cedar, agreement.signed, {
    ...facts,
    owner: facts.owner ?? needs.own.agency,
    acceptedByPartner: facts.acceptedByPartner ?? 'not-asked',
    recipient: needs.partner.agency,
    at: needs.clock.now(),
    scan: offer.scan,
    item: offer.item,
  });
}

async function isScanShared(
  needs: ExchangeNeeds,
  scan: string,
  before: readonly { offer: Offer; ruling: Ruling }[],
): Promise<boolean> {
  const justNow = before.find(({ offer }) => offer.subject === scan);
  if (justNow) return justNow.ruling.permitted;
  const row = await needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .select('state')
    .where('subject', '=', scan)
    .executeTakeFirst();
  // The partner's own scan is not shared with it: it came from there.
  return row ? row.state === 'shared' : isScanBetweenUs(scan, needs);
}

function inWords({ code, detail }: { readonly code: string; readonly detail: string }): string {
  return `${code}: ${detail}`;
}
