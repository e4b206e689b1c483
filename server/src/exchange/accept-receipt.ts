import type { ReasonBody } from '@garita/api';
import { ExchangeError, readReceipt, type ShareReceipt, verifyReceipt } from '@garita/exchange';
import { encodeRecord, readStatement, toHex } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { factsOf } from './offers.ts';
import { storedHash } from './stored-hash.ts';

/** Answer to a receipt: 200 when it is kept and logged, 422 when it proves nothing about the share. */
export interface ReceiptReply {
  readonly status: 200 | 422;
  readonly share: string;
  readonly state: 'receipted' | 'refused';
  readonly reasons: readonly ReasonBody[];
}

/**
 * Takes the partner's logged answer to a share of ours; the first one counts and a repeated one changes nothing.
 * `refreshPartner` fetches the partner's newer descriptor, if there is one: its log may have a new key.
 */
export async function acceptReceipt(
  body: Uint8Array,
  needs: ExchangeNeeds,
  refreshPartner: () => Promise<boolean>,
): Promise<ReceiptReply> {
  const receipt = readOrRefuse(body);
  const leaf = toHex(receipt.share);
  const share = await needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_shares as share')
    .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
    .select(['share.state', 'share.receipt', 'share.reasons'])
    .select(['offer.item', 'offer.subject', 'offer.scan', 'offer.payload', 'offer.facts'])
    .where('share.leaf', '=', leaf)
    .executeTakeFirst();
  if (!share) throw new Refusal(404, 'SHARE_UNKNOWN', `no share has the leaf hash ${leaf}`);
  if (share.receipt) {
    const state = share.state === 'refused' ? 'refused' : 'receipted';
    return { status: 200, share: leaf, state, reasons: JSON.parse(share.reasons ?? '[]') };
  }
  const verify = () =>
    verifyReceipt(needs.crypto, receipt, {
      at: needs.clock.now(),
      sender: needs.own.agency,
      recipient: needs.partner.current().descriptor,
      witness: needs.own.witnessKey,
      share: receipt.share,
      item: share.item,
      subject: storedHash(share.subject),
      objects: share.item === 'scan' ? readStatement(share.payload).objects.map(({ sha256 }) => sha256) : [],
    });
  const hasRunOut = () => needs.clock.now() >= needs.partner.current().descriptor.expiresAt;
  let verified = await verify();
  if ((!verified.ok || hasRunOut()) && (await refreshPartner())) verified = await verify();
  // Keys of a descriptor that has run out vouch for nothing, here or in a bundle; the receipt may come again.
  if (hasRunOut())
    throw new Refusal(503, 'BUSY', 'the descriptor we have of the partner has run out', { 'retry-after': '60' });
  if (!verified.ok) return { status: 422, share: leaf, state: 'refused', reasons: [...verified.reasons] };

  const { result, reasons: codes } = verified.receipt;
  const at = needs.clock.now();
  const state = result === 'verified' ? 'receipted' : 'refused';
  const reasons = codes.map((code) => ({ code, detail: 'as the receipt says' }));
  const record = encodeRecord({
    v: 1,
    kind: 'receipted',
    at,
    share: receipt.share,
    receipt: needs.crypto.hasher.sha256(body),
    result,
  });
  try {
    await needs.log.append([{ kind: 'receipted', record }], async (tx) => {
      const updated = await tx
        .tables<ExchangeTables>()
        .updateTable('exchange_shares')
        .set({ state, receipt: body, reasons: JSON.stringify(reasons), closed_at: at })
        .where('leaf', '=', leaf)
        .where('receipt', 'is', null)
        .executeTakeFirst();
      // Rolls the log entry back with it: one share, one receipted entry.
      if (updated.numUpdatedRows !== 1n) throw new AlreadyReceipted();
      if (share.item !== 'scan') return;
      const { capturedAt, ...walk } = factsOf(share).walk;
      const step = state === 'receipted' ? 'receipted' : 'partner-refused';
      const why = state === 'receipted' ? {} : { reasons };
      await needs.note(tx, { ...walk, ...why, at, step, scan: share.scan, ms: Math.max(0, at - capturedAt) });
    });
  } catch (error) {
    if (!(error instanceof AlreadyReceipted)) throw error;
  }
  return { status: 200, share: leaf, state, reasons };
}

class AlreadyReceipted extends Error {
  override readonly name = 'AlreadyReceipted';
}

function readOrRefuse(body: Uint8Array): ShareReceipt {
  try {
    return readReceipt(body);
  } catch (error) {
    if (error instanceof ExchangeError) throw new Refusal(400, 'BODY_MALFORMED', `${error.code}: ${error.message}`);
    throw error;
  }
}
