import { type BundleParts, readPush } from '@garita/exchange';
import { Refusal } from '../http/refusal.ts';
import { findDocument } from './documents.ts';
import type { AgreementInForce, ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { verifiedRows } from './verified-rows.ts';
import { whyNoBundle } from './why-no-bundle.ts';

/** How long an export waits for a cosigned proof of an entry that was logged just now, ms. */
const PROOF_MS = 5_000;

/**
 * Everything but the objects that proves one scan was handed over: from what we sent, or from what was sent to us.
 * Throws `Refusal` 404 when the scan was not shared and receipted, 503 when a proof is not cosigned yet.
 */
export async function bundleParts(scan: string, needs: ExchangeNeeds): Promise<BundleParts> {
  const parts = (await sentParts(scan, needs)) ?? (await receivedParts(scan, needs));
  if (!parts) throw new Refusal(404, 'SCAN_NOT_RECEIPTED', await whyNoBundle(scan, needs.database));
  return parts;
}

async function sentParts(scan: string, needs: ExchangeNeeds): Promise<BundleParts | undefined> {
  const { own, partner } = needs;
  const row = await sentRow(scan, 'scan', needs);
  if (!row?.receipt || row.trust_list === null) return undefined;
  const trustList = await needs.trustListByHash(row.trust_list);
  if (!trustList) throw new Error(`the trust list ${row.trust_list} of an admitted scan is gone`);
  const decision = await sentRow(scan, 'decision', needs);
  return {
    agreement: (await agreementOf(row.agreement, needs)).file,
    sender: {
      root: own.root,
      descriptor: own.descriptor,
      trustList,
      ...named('admitted', await proven(row.entry_leaf, needs)),
      ...named('share', await proven(row.leaf, needs)),
    },
    statement: row.payload,
    recipient: { root: partner.root, descriptor: partner.current().bytes, receipt: row.receipt },
    ...(decision ? { decision: { cose: decision.payload, ...(await proven(decision.entry_leaf, needs)) } } : {}),
  };
}

async function receivedParts(scan: string, needs: ExchangeNeeds): Promise<BundleParts | undefined> {
  const { own, partner } = needs;
  const row = await verifiedRows(needs.database, scan, 'scan').executeTakeFirst();
  if (!row?.receipt || row.trust_list === null) return undefined;
  const [trustList, descriptor] = await Promise.all([
    findDocument(needs.database, partner.agency, 'trust-list', row.trust_list),
    partner.descriptor(row.descriptor),
  ]);
  if (!trustList || !descriptor) throw new Error(`a document of share ${row.share} is gone`);
  const { subject, admitted, admittedProof, share, shareProof } = readPush(row.push);
  const told = await verifiedRows(needs.database, scan, 'decision').executeTakeFirst();
  const decision = told ? readPush(told.push) : undefined;
  return {
    agreement: (await agreementOf(row.agreement, needs)).file,
    sender: {
      root: partner.root,
      descriptor,
      trustList: trustList.bytes,
      admitted,
      admittedProof,
      share,
      shareProof,
    },
    statement: subject,
    recipient: { root: own.root, descriptor: own.descriptor, receipt: row.receipt },
    ...(decision
      ? { decision: { cose: decision.subject, opening: decision.admitted, proof: decision.admittedProof } }
      : {}),
  };
}

async function agreementOf(hash: string, needs: ExchangeNeeds): Promise<AgreementInForce> {
  const agreement = await needs.agreementByHash(hash);
  if (!agreement) throw new Error(`the agreement ${hash} of a share is gone`);
  return agreement;
}

async function proven(leaf: string, needs: ExchangeNeeds) {
  const entry = await needs.log.opening(leaf);
  if (!entry) throw new Error(`the log does not hold the opening of ${leaf}`);
  const proof = await needs.log.proof(entry.index, { cosigned: true, timeoutMs: PROOF_MS });
  if (proof === undefined)
    throw new Refusal(503, 'BUSY', 'the partner has not cosigned the log up to this scan yet', { 'retry-after': '2' });
  return { opening: entry.opening, proof };
}

function named<Name extends 'admitted' | 'share'>(name: Name, { opening, proof }: Awaited<ReturnType<typeof proven>>) {
  return { [name]: opening, [`${name}Proof`]: proof } as {
    readonly [key in Name]: typeof opening;
  } & { readonly [key in `${Name}Proof`]: string };
}

/** The newest share of a scan, or of a decision about it, that the partner verified. */
function sentRow(scan: string, item: 'scan' | 'decision', needs: ExchangeNeeds) {
  return needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select(['share.leaf', 'share.agreement', 'share.receipt'])
    .select(['offer.payload', 'offer.entry_leaf', 'offer.trust_list'])
    .where('offer.scan', '=', scan)
    .where('offer.item', '=', item)
    .where('share.state', '=', 'receipted')
    .orderBy('share.log_index', 'desc')
    .executeTakeFirst();
}
