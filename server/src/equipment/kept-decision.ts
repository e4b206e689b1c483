import type { EquipmentDecisionBody } from '@garita/api';
import { readEquipmentDecision, toHex, type VerifiedEquipmentDecision } from '@garita/trust';
import type { DecisionState, EquipmentDecisionRow } from './record-table.ts';

/** Who signed, and when the signature came here. */
export interface KeptSigner {
  readonly officer: string;
  readonly name: string;
  readonly at: number;
}

/** A signed step in the life of a configuration or device, as this server keeps it. */
export interface KeptDecision {
  /** SHA-256 of the payload, hex: its name, whoever signs. */
  readonly hash: string;
  readonly state: DecisionState;
  readonly decision: VerifiedEquipmentDecision;
  /** With every signature it has so far. */
  readonly cose: Uint8Array;
  readonly signers: readonly KeptSigner[];
  readonly needed: number;
  /** When it came here, ms. */
  readonly at: number;
  readonly inForceAt: number | null;
  readonly logIndex: number | null;
}

/**
 * Every signature was checked before the row was written, by the descriptor of that time: an officer who left since
 * takes nothing back. `garita fsck` checks that the bytes still are what was signed.
 */
export function keptDecision(row: EquipmentDecisionRow): KeptDecision {
  const signers: readonly KeptSigner[] = JSON.parse(row.signers);
  const decision = {
    ...readEquipmentDecision(row.cose),
    payloadHash: new Uint8Array(Buffer.from(row.hash, 'hex')),
    signers: signers.map(({ officer }) => officer),
  } as unknown as VerifiedEquipmentDecision;
  const { hash, state, cose, needed, at, in_force_at: inForceAt, log_index: logIndex } = row;
  return { hash, state, decision, cose, signers, needed, at, inForceAt, logIndex };
}

/** As people read it. */
export function decisionBody({ decision, ...kept }: KeptDecision): EquipmentDecisionBody {
  const { subject, seq, from, to, section, reason, es, en, record, conditions, contexts, by, at } = decision;
  const { hash, state, needed, inForceAt, logIndex } = kept;
  return {
    hash,
    subject,
    seq,
    from,
    to,
    section,
    reason,
    words: { es, en },
    record: record && toHex(record),
    evidence: decision.evidence.map(toHex),
    conditions: [...conditions],
    contexts: [...contexts],
    validFrom: decision.validFrom,
    validUntil: decision.validUntil,
    compromisedSince: decision.compromisedSince,
    by,
    at,
    signers: [...kept.signers],
    needed,
    state,
    inForceAt,
    logIndex,
  };
}
