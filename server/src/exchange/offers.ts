import type { SharingRequest } from '@garita/exchange';
import { type ScanStatement, toHex } from '@garita/trust';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { Tx } from '../ports/database.ts';
import type { Placed } from '../ports/transparency-log.ts';
import type { WalkNote } from './exchange-needs.ts';
import type { ExchangeTables, OfferRow } from './exchange-table.ts';
import { partnersScan } from './scans-between-us.ts';

/** A decision as review records it. */
export interface RecordedDecision {
  /** Hash of the signed decision, hex. */
  readonly decision: string;
  /** The signed decision. */
  readonly cose: Uint8Array;
  /** Statement hash of the scan it is about, hex. */
  readonly scan: string;
  readonly at: number;
  readonly log: Placed;
}

/** What the policy may ask of a scan. */
type PolicyFacts = Omit<SharingRequest, 'recipient' | 'at' | 'scan' | 'item' | 'owner' | 'acceptedByPartner'> & {
  /** Rows of earlier versions are of our own scans and do not say so. */
  readonly owner?: string;
  readonly acceptedByPartner?: string;
};
/** Who walks, for the notes. */
export type WalkFacts = Pick<WalkNote, 'scanId' | 'device' | 'lane' | 'site' | 'ooiKind'> & {
  readonly capturedAt: number;
};
export interface OfferFacts {
  readonly policy: PolicyFacts;
  readonly walk: WalkFacts;
}

export function walkFactsOf(statement: ScanStatement): WalkFacts {
  const { scanId, device, lane, site, capturedAt } = statement;
  return { scanId, device, lane, site, ooiKind: statement.ooi.kind, capturedAt };
}

/** Offers an admitted scan to the partner, in the transaction that admits it. */
export async function offerScan(tx: Tx, scan: AdmittedScan, siteKind: string, owner: string): Promise<void> {
  const log = { index: scan.log.index, leaf: toHex(scan.log.leafHash) };
  await insertOffer(tx, { ...scanOffer({ ...scan, log }, siteKind, owner), asked_by: null });
}

/** What an admitted scan is offered with. */
export function scanOffer(
  scan: Pick<AdmittedScan, 'scan' | 'statement' | 'parsed' | 'at' | 'trustList' | 'configurationStatus'> & {
    readonly log: { readonly index: number /** Hex. */; readonly leaf: string };
  },
  siteKind: string,
  owner: string,
): NewOffer {
  const { parsed } = scan;
  const policy: PolicyFacts = {
    owner,
    siteKind,
    site: parsed.site,
    lane: parsed.lane,
    direction: parsed.direction,
    ooiKind: parsed.ooi.kind,
    device: parsed.device,
    configurationStatus: scan.configurationStatus,
    sample: parsed.sample,
    admitted: true,
    capturedAt: parsed.capturedAt,
  };
  return {
    item: 'scan',
    subject: scan.scan,
    scan: scan.scan,
    payload: scan.statement,
    entry_index: scan.log.index,
    entry_leaf: scan.log.leaf,
    trust_list: scan.trustList,
    facts: JSON.stringify({ policy, walk: walkFactsOf(parsed) } satisfies OfferFacts),
    offered_at: scan.at,
  };
}

/**
 * Offers a decision, in the transaction that records it: about a scan of ours that was offered, or about one that the
 * partner handed to us. Any other (of a scan admitted before there was a partner) stays here.
 */
export async function offerDecision(tx: Tx, decision: RecordedDecision): Promise<void> {
  const about = await tx
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .select('facts')
    .where('subject', '=', decision.scan)
    .executeTakeFirst();
  const theirs = about ? undefined : await partnersScan(decision.scan, tx);
  const facts = about?.facts ?? (theirs && JSON.stringify(theirs satisfies OfferFacts));
  if (facts === undefined) return;
  await insertOffer(tx, {
    item: 'decision',
    subject: decision.decision,
    scan: decision.scan,
    payload: decision.cose,
    entry_index: decision.log.index,
    entry_leaf: toHex(decision.log.leafHash),
    trust_list: null,
    facts,
    offered_at: decision.at,
    asked_by: null,
  });
}

export function factsOf(row: Pick<OfferRow, 'facts'>): OfferFacts {
  return JSON.parse(row.facts) as OfferFacts;
}

export type NewOffer = Omit<OfferRow, 'id' | 'state' | 'ruling' | 'asked_by'>;

/** Offered twice changes nothing. */
export async function insertOffer(tx: Tx, offer: NewOffer & Pick<OfferRow, 'asked_by'>): Promise<void> {
  await tx
    .tables<ExchangeTables>()
    .insertInto('exchange_offers')
    .values({ ...offer, state: 'waiting', ruling: null })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute();
}
