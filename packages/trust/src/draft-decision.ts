import { fromHex } from './bytes.ts';
import type { EquipmentDecision } from './equipment-decision.ts';
import { TrustError } from './trust-error.ts';

/** What a decision must build on, as a server tells it; hashes in hex. */
export interface DecisionGround {
  readonly agency: string;
  readonly subject: EquipmentDecision['subject'];
  readonly seq: number;
  readonly previous: string | null;
  readonly from: string;
  readonly record: string | null;
  readonly evidence: readonly string[];
}

/** What its maker says. */
export type DecisionWords = Pick<EquipmentDecision, 'to' | 'reason' | 'es' | 'en' | 'by' | 'at'> &
  Partial<
    Pick<EquipmentDecision, 'section' | 'conditions' | 'contexts' | 'validFrom' | 'validUntil' | 'compromisedSince'>
  >;

/**
 * The decision an officer signs: the ground of the server, the words of the officer. What the ground says is judged
 * again by whoever takes the decision. Throws `EQUIPMENT_DECISION_MALFORMED` for what is no hash.
 */
export function draftEquipmentDecision(ground: DecisionGround, words: DecisionWords): EquipmentDecision {
  return {
    v: 1,
    agency: ground.agency,
    subject: ground.subject,
    seq: ground.seq,
    previous: ground.previous === null ? null : bytesOf(ground.previous),
    from: ground.from,
    record: ground.record === null ? null : bytesOf(ground.record),
    evidence: ground.evidence.map(bytesOf),
    section: null,
    conditions: [],
    contexts: [],
    validFrom: null,
    validUntil: null,
    compromisedSince: null,
    ...words,
  };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (!bytes) throw new TrustError('EQUIPMENT_DECISION_MALFORMED', `${hex} is no hash`);
  return bytes;
}
