import type { ShareByHandAnswer } from '@garita/api';
import { loadCedar, policyClauses } from '@garita/exchange';
import { readRecord, readStatement, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { Tx } from '../ports/database.ts';
import { type Offer, type Ruling, ruleOn } from './decide-offers.ts';
import type { AgreementInForce, ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { factsOf, insertOffer, type NewOffer, scanOffer } from './offers.ts';

/**
 * Asks the agreement's policy again for a scan of ours that was withheld, or for the first time for one that was never
 * offered. What it permits goes out as everything does, with the decisions about it; who asked stays on record. Throws
 * `Refusal`: POLICY_WITHHOLDS with the clauses, AGREEMENT_NONE, SHARE_REFUSED, SCAN_UNKNOWN; 503 while nobody can say.
 */
export async function shareByHand(scan: string, person: string, needs: ExchangeNeeds): Promise<ShareByHandAnswer> {
  const kept = await offerOf(scan, needs);
  if (kept?.state === 'shared') return { scan, state: await whereItIs(kept, needs) };
  const offer = await asOfNow(kept ?? (await neverOffered(scan, needs)), needs);
  const agreement = await needs.agreement();
  if (!agreement) throw new Refusal(409, 'AGREEMENT_NONE', 'no agreement with the partner is in force');
  const ruling = await ruleOn(needs, await loadCedar(), agreement, offer, []);
  if (!ruling) throw new Refusal(503, 'BUSY', 'no trust list of ours is in force just now', { 'retry-after': '60' });
  const asked = { ...ruling, by: person, at: needs.clock.now() };
  if (!ruling.permitted) {
    if (kept) await keepRuling(kept, person, asked, needs);
    throw new Refusal(409, 'POLICY_WITHHOLDS', inWords(ruling, agreement));
  }
  const decisions = kept ? [] : await earlierDecisions(scan, offer.facts, needs);
  await needs.log.append([], async (tx) => {
    if (kept) return askAgain({ ...kept, facts: offer.facts }, person, asked, tx, needs);
    // Two who ask at once make one offer: the unique key lets the first in.
    await insertOffer(tx, { ...offer, asked_by: person });
    for (const decision of decisions) await insertOffer(tx, { ...decision, asked_by: person });
  });
  return { scan, state: 'asked' };
}

/** With what our list says of its equipment now: the decisions about it are judged by that, too. */
async function asOfNow<Made extends NewOffer>(offer: Made, needs: ExchangeNeeds): Promise<Made> {
  const standing = await needs.standing(readStatement(offer.payload));
  if (standing.state !== 'good') return offer;
  const { policy, walk } = factsOf(offer);
  const { acceptedByPartner = 'not-asked', configurationStatus } = standing;
  const facts = { policy: { ...policy, configurationStatus, acceptedByPartner }, walk };
  return { ...offer, facts: JSON.stringify(facts) };
}

function offerOf(scan: string, { database }: ExchangeNeeds): Promise<Offer | undefined> {
  return database
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .selectAll()
    .where('subject', '=', scan)
    .where('item', '=', 'scan')
    .executeTakeFirst();
}

async function whereItIs(offer: Offer, { database }: ExchangeNeeds): Promise<'shared'> {
  const share = await database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares')
    .select(['state', 'reasons'])
    .where('offer', '=', offer.id)
    .executeTakeFirst();
  if (share?.state === 'refused') throw new Refusal(409, 'SHARE_REFUSED', `the partner’s reasons: ${share.reasons}`);
  return 'shared';
}

/** A scan that was admitted before there was a partner, as it would have been offered. */
async function neverOffered(scan: string, needs: ExchangeNeeds): Promise<NewOffer> {
  const entry = await needs.admitted(scan);
  if (!entry) throw new Refusal(404, 'SCAN_UNKNOWN', 'no scan of this name was admitted here');
  const parsed = readStatement(entry.statement);
  const offered = { ...entry, parsed, configurationStatus: 'unknown', log: { index: entry.index, leaf: entry.leaf } };
  return scanOffer(offered, needs.siteKind(parsed.site), needs.own.agency);
}

/** What was decided about such a scan goes with it. */
async function earlierDecisions(scan: string, facts: string, needs: ExchangeNeeds): Promise<NewOffer[]> {
  const found: NewOffer[] = [];
  for (const { cose, leaf } of await needs.decisions(scan)) {
    const entry = await needs.log.opening(leaf);
    const record = entry && readRecord(entry.opening.record);
    if (!entry || record?.kind !== 'decision') throw new Error(`the log does not hold the decision ${leaf}`);
    found.push({
      item: 'decision',
      subject: toHex(record.decision),
      scan,
      payload: cose,
      entry_index: entry.index,
      entry_leaf: leaf,
      trust_list: null,
      facts,
      offered_at: record.at,
    });
  }
  return found;
}

async function keepRuling(offer: Offer, person: string, ruling: Ruling, { log }: ExchangeNeeds): Promise<void> {
  await log.append([], async (tx) => {
    await tx
      .tables<ExchangeTables>()
      .updateTable('exchange_offers')
      .set({ asked_by: person, ruling: JSON.stringify(ruling) })
      .where('id', '=', offer.id)
      .where('state', '=', 'withheld')
      .execute();
  });
}

/** The scan, and whatever about it was withheld because it was. */
async function askAgain(offer: Offer, person: string, ruling: Ruling, tx: Tx, needs: ExchangeNeeds): Promise<void> {
  const tables = tx.tables<ExchangeTables>();
  const withheld = await tables
    .selectFrom('exchange_offers')
    .select(['id', 'item'])
    .where('scan', '=', offer.scan)
    .where('state', '=', 'withheld')
    .execute();
  for (const { id, item } of withheld) {
    // A share that was logged and then taken back is given back: its entry says what it said, and it goes out now.
    const { numUpdatedRows } = await tables
      .updateTable('exchange_shares')
      .set({ state: 'due', reasons: null, closed_at: null, attempts: 0, next_at: 0, last_error: null })
      .where('offer', '=', id)
      .where('state', '=', 'withheld')
      .executeTakeFirst();
    const isGivenBack = numUpdatedRows === 1n;
    await tables
      .updateTable('exchange_offers')
      .set({
        state: isGivenBack ? 'shared' : 'waiting',
        asked_by: person,
        facts: offer.facts,
        ruling: isGivenBack ? JSON.stringify(ruling) : null,
      })
      .where('id', '=', id)
      .execute();
    if (!isGivenBack || item !== 'scan') continue;
    const { capturedAt, ...walk } = factsOf(offer).walk;
    const at = needs.clock.now();
    const ms = Math.max(0, at - capturedAt);
    await needs.note(tx, { ...walk, at, step: 'shared', scan: offer.scan, by: person, ms });
  }
}

/** The clauses as the agreement words them, and what else stood against it. */
function inWords({ policies, errors }: Ruling, { signed }: AgreementInForce): string {
  const clauses = policyClauses(signed.agreement.policy);
  const named = policies.map((id) => {
    const words = clauses.find((clause) => clause.id === id)?.words.en;
    return words ? `${id} (${words})` : id;
  });
  return [...named, ...errors].join('; ') || 'no clause of the policy permits it';
}
