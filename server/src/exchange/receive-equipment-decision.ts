import { signaturesNeeded, transitionOf } from '@garita/evaluation';
import {
  TrustError,
  takesTrustAway,
  toHex,
  type VerifiedEquipmentDecision,
  verifyEquipmentDecision,
} from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import { insertNotice, isNotice, rowOf } from './equipment-notices.ts';
import type { EquipmentNoticeTables } from './equipment-table.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';

const HOUR_MS = 3_600_000;
/** Decisions of the partner's within an hour at most: each is signed by a person. */
const NOTICES_AN_HOUR = 600;

/** What the partner hears of its decision: our log names it. */
export interface EquipmentDecisionReply {
  /** SHA-256 of its payload, hex. */
  readonly decision: string;
  readonly state: 'kept';
}

/**
 * Takes a decision of the partner's about its own equipment; a repeated one changes nothing. Throws `Refusal`: 422 for
 * one that is not signed as its step asks, of another agency, or none that takes trust away or gives it back; 503 when
 * too many come.
 */
export async function receiveEquipmentDecision(
  cose: Uint8Array,
  needs: ExchangeNeeds,
  refreshPartner: () => Promise<boolean>,
): Promise<EquipmentDecisionReply> {
  const decision = await verified(cose, needs).catch(async (error: unknown) => {
    // Its officers may be others by now.
    if (error instanceof Refusal && (await refreshPartner())) return verified(cose, needs);
    throw error;
  });
  const hash = toHex(decision.payloadHash);
  const reply = { decision: hash, state: 'kept' } as const;
  const { clock, database, log, note, partner } = needs;
  const tables = database.tables<EquipmentNoticeTables>();
  const known = await tables
    .selectFrom('exchange_equipment')
    .select('decision')
    .where('decision', '=', hash)
    .executeTakeFirst();
  if (known) return reply;
  const at = clock.now();
  const { count } = await tables
    .selectFrom('exchange_equipment')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('agency', '=', partner.agency)
    .where('kept_at', '>', at - HOUR_MS)
    .executeTakeFirstOrThrow();
  if (count >= NOTICES_AN_HOUR)
    throw new Refusal(503, 'BUSY', 'too many decisions within the hour', { 'retry-after': '600' });
  try {
    await log.append([{ kind: 'equipment-decision', digest: decision.payloadHash }], async (tx, [placed]) => {
      const row = { ...rowOf({ hash, decision, cose, at }, partner.agency), log_index: placed?.index ?? null };
      if (!(await insertNotice(tx, row))) throw new AlreadyKept();
      const { id, kind } = decision.subject;
      await note(tx, {
        ...{
          at,
          step: 'equipment-changed',
          scan: hash,
          scanId: '',
          site: 'unknown',
          lane: 'unknown',
          ooiKind: 'other',
        },
        device: kind === 'device' ? id : 'unknown',
      });
    });
  } catch (error) {
    if (!(error instanceof AlreadyKept)) throw error;
  }
  return reply;
}

class AlreadyKept extends Error {
  override readonly name = 'AlreadyKept';
}

/** Signed by equipment authorities of the partner's, as many as the step asks for. */
async function verified(cose: Uint8Array, needs: ExchangeNeeds): Promise<VerifiedEquipmentDecision> {
  const { descriptor } = needs.partner.current();
  try {
    const decision = await verifyEquipmentDecision(needs.crypto, cose, descriptor, needs.clock.now());
    if (!isNotice(decision)) throw new Refusal(422, 'EQUIPMENT_DECISION_NOT_SHARED', `it leads to ${decision.to}`);
    const authorities = decision.signers.filter((signer) =>
      descriptor.officers.some(({ id, role }) => id === signer && role === 'equipment-authority'),
    );
    const needed = neededFor(decision, descriptor.signatures.equipment);
    if (authorities.length < needed)
      throw new Refusal(
        422,
        'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
        `signed by ${authorities.length} of ${needed} equipment authorities`,
      );
    return decision;
  } catch (error) {
    if (error instanceof TrustError) throw new Refusal(422, error.code, error.message);
    throw error;
  }
}

/** What takes trust away is heeded with one signature; what gives it back needs all that the table asks for. */
function neededFor({ from, subject, to }: VerifiedEquipmentDecision, threshold: number): number {
  if (takesTrustAway({ to })) return 1;
  const row = transitionOf(subject.kind, from, to);
  return row ? signaturesNeeded(row, threshold) : Math.max(2, threshold);
}
