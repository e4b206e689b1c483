import type { ReasonBody } from '@garita/api';
import type { VerifiedShare } from '@garita/exchange';
import { parseProof } from '@garita/transparency-log';
import { toHex } from '@garita/trust';
import type { Tx } from '../ports/database.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';

/** Scans under way while a new list takes effect may still be admitted under the old one, ms. */
const CHANGE_OVER_MS = 60_000;

/**
 * Why the trust list of a share cannot be right beside the lists shown to us before; undefined when it can.
 *
 * Shares may arrive late and out of order, so an older list is no fault by itself. It is one when the sender's own
 * log shows a newer list in use before this scan was admitted: then a suspension was undone.
 */
export async function trustListOutOfOrder(share: VerifiedShare, needs: ExchangeNeeds): Promise<ReasonBody | undefined> {
  const list = share.trustList;
  if (!list) return undefined;
  const index = admissionIndex(share);
  const others = await needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_documents')
    .select(['hash', 'version', 'first_used_index', 'first_used_at'])
    .where('agency', '=', list.agency)
    .where('kind', '=', 'trust-list')
    .where('version', '>=', list.version)
    .orderBy('version', 'desc')
    .execute();
  for (const other of others) {
    if (other.version === list.version) {
      if (other.hash !== toHex(list.hash))
        return { code: 'TRUST_LIST_FORKED', detail: `two lists say they are version ${list.version}` };
      continue;
    }
    const { first_used_index, first_used_at } = other;
    if (first_used_index === null || first_used_at === null) continue;
    if (index > first_used_index && share.admittedAt > first_used_at + CHANGE_OVER_MS)
      return {
        code: 'TRUST_LIST_ROLLED_BACK',
        detail: `admitted under version ${list.version} after version ${other.version} was in use`,
      };
  }
  return undefined;
}

/** Remembers the earliest admission under a list that was shown to us. */
export async function noteListUse(tx: Tx, hash: string, share: VerifiedShare): Promise<void> {
  const index = admissionIndex(share);
  await tx
    .tables<ExchangeTables>()
    .updateTable('exchange_documents')
    .set({ first_used_index: index, first_used_at: share.admittedAt })
    .where('hash', '=', hash)
    .where((where) => where.or([where('first_used_index', 'is', null), where('first_used_index', '>', index)]))
    .execute();
}

function admissionIndex(share: VerifiedShare): number {
  return parseProof(share.push.admittedProof).index;
}
