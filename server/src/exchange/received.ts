import type { ReasonBody } from '@garita/api';
import type { VerifiedShare } from '@garita/exchange';
import { encodeRecord } from '@garita/trust';
import type { Tx } from '../ports/database.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables, ReceivedRow } from './exchange-table.ts';
import { type WalkFacts, walkFactsOf } from './offers.ts';
import { storedHash } from './stored-hash.ts';

export type NewReceived = Omit<ReceivedRow, 'id'>;
export type Received = NewReceived & { readonly id: number };

export const MAX_REASONS = 64;

export async function findReceived(needs: ExchangeNeeds, share: string): Promise<Received | undefined> {
  return needs.database
    .tables<ExchangeTables>()
    .selectFrom('exchange_received')
    .selectAll()
    .where('share', '=', share)
    .executeTakeFirst();
}

/** CBOR record of what we found about a share, for our log. */
export function receivedRecord(
  needs: ExchangeNeeds,
  row: Pick<NewReceived, 'share' | 'sender' | 'item' | 'subject'>,
  objects: readonly Uint8Array[],
  reasons: readonly ReasonBody[],
): { readonly kind: 'received'; readonly record: Uint8Array } {
  const record = encodeRecord({
    v: 1,
    kind: 'received',
    at: needs.clock.now(),
    sender: row.sender,
    share: storedHash(row.share),
    item: row.item,
    subject: storedHash(row.subject),
    objects,
    result: reasons.length === 0 ? 'verified' : 'refused',
    reasons: [...new Set(reasons.map(({ code }) => code))].slice(0, MAX_REASONS),
  });
  return { kind: 'received', record };
}

/** What is kept of the partner's scan beside the push: who walks, and what its list said of the equipment. */
export type ReceivedFacts = WalkFacts & { readonly configurationStatus?: string | undefined };

export function receivedFacts({ statement, trustList }: VerifiedShare): ReceivedFacts | null {
  if (!statement) return null;
  const listed = trustList?.configurations.find(({ id }) => id === statement.configuration);
  return { ...walkFactsOf(statement), configurationStatus: listed?.status };
}

/** Writes the step that the partner's scan took here; decisions take none. */
export async function noteReceived(
  needs: ExchangeNeeds,
  tx: Tx,
  row: Pick<NewReceived, 'item' | 'scan' | 'facts'>,
  at: number,
  reasons: readonly ReasonBody[],
): Promise<void> {
  const facts = JSON.parse(row.facts) as ReceivedFacts | null;
  if (row.item !== 'scan' || !facts) return;
  const { capturedAt, configurationStatus: _, ...walk } = facts;
  const step = reasons.length === 0 ? 'partner-received' : 'partner-refused';
  const why = reasons.length === 0 ? {} : { reasons: [...reasons] };
  await needs.note(tx, { ...walk, ...why, at, step, scan: row.scan, ms: Math.max(0, at - capturedAt) });
}
