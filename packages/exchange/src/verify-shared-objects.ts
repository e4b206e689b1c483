import { type ObservedObject, type Reason, type TrustCrypto, type VerifiedScan, verifyScan } from '@garita/trust';
import { ExchangeError } from './exchange-error.ts';
import type { VerifiedShare } from './share-verdict.ts';

export type SharedObjectsVerdict =
  | { readonly ok: true; readonly scan: VerifiedScan }
  | { readonly ok: false; readonly reasons: readonly [Reason, ...Reason[]] };

/**
 * Judges a shared scan whole, once its objects were pulled and hashed: `objects` in statement order, `undefined` for
 * one that cannot be had. Throws `SHARE_MALFORMED` when the share is of a decision, which has none.
 */
export async function verifySharedObjects(
  crypto: TrustCrypto,
  share: VerifiedShare,
  objects: readonly (ObservedObject | undefined)[],
): Promise<SharedObjectsVerdict> {
  if (share.item !== 'scan') throw new ExchangeError('SHARE_MALFORMED', 'a decision has no objects');
  const { descriptor, trustList, admittedAt: at } = share;
  const context = { at, descriptor, trustList, chain: undefined };
  const verdict = await verifyScan(crypto, { statement: share.push.subject, objects }, context);
  return verdict.outcome === 'admitted' ? { ok: true, scan: verdict.scan } : { ok: false, reasons: verdict.reasons };
}
