import type { ReasonBody } from '@garita/api';
import { readStatement } from '@garita/trust';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';

interface LeavingShare {
  readonly leaf: string;
  readonly item: 'scan' | 'decision';
  readonly scan: string;
  readonly subject: string;
  readonly payload: Uint8Array;
}

/**
 * Why a share that was logged must not leave after all: its equipment lost its approval since. Empty when it may go;
 * undefined when nobody can say just now, or when no agreement is in force any more.
 */
export async function reasonsToStay(
  share: LeavingShare,
  needs: ExchangeNeeds,
): Promise<readonly ReasonBody[] | undefined> {
  if (!(await needs.agreement())) return undefined;
  if (share.item === 'decision')
    return (await isScanWithheld(share.scan, needs))
      ? [{ code: 'SCAN_WITHHELD', detail: 'the scan this decision is about is withheld' }]
      : [];
  const standing = await needs.standing(readStatement(share.payload));
  if (standing.state === 'unknown') return undefined;
  return standing.state === 'lost' ? standing.reasons : [];
}

/** Takes a share back that was never delivered: its log entry stays, and what it was about is withheld. */
export async function withholdShare(
  share: LeavingShare,
  reasons: readonly ReasonBody[],
  { clock, log }: ExchangeNeeds,
): Promise<void> {
  const errors = reasons.map(({ code, detail }) => `${code}: ${detail}`);
  await log.append([], async (tx) => {
    const tables = tx.tables<ExchangeTables>();
    const taken = await tables
      .updateTable('exchange_shares')
      .set({ state: 'withheld', reasons: JSON.stringify(reasons), closed_at: clock.now() })
      .where('leaf', '=', share.leaf)
      .where('state', '=', 'due')
      .executeTakeFirst();
    if (taken.numUpdatedRows !== 1n) return;
    await tables
      .updateTable('exchange_offers')
      .set({ state: 'withheld', ruling: JSON.stringify({ permitted: false, policies: [], errors }) })
      .where('subject', '=', share.subject)
      .execute();
  });
}

async function isScanWithheld(scan: string, { database }: ExchangeNeeds): Promise<boolean> {
  const row = await database
    .tables<ExchangeTables>()
    .selectFrom('exchange_offers')
    .select('state')
    .where('subject', '=', scan)
    .executeTakeFirst();
  return row?.state === 'withheld';
}
