import type { SignedAnswer } from '@garita/api';
import type { Tx } from '../ports/database.ts';
import type { DecisionBook } from './decision-book.ts';
import type { KeptDecision } from './kept-decision.ts';

/** Who hears of a decision that comes into force. */
export interface DecisionListener {
  /** In the transaction that puts it in force; run again when that was rolled back. */
  also?(tx: Tx, decision: KeptDecision): Promise<void>;
  /** Once it is durable. */
  after?(decision: KeptDecision): void;
}

/** The decisions about equipment: how they are proposed, signed, and taken back while they wait. */
export interface EquipmentDecisions extends DecisionBook {
  /** A new decision with its first signature; in force at once where one is enough. The same one again changes nothing. */
  propose(signed: { readonly cose: Uint8Array; readonly person: string }): Promise<SignedAnswer>;
  /** One more signature on a decision that waits; with the last of them it is in force. */
  sign(payloadHash: string, signed: { readonly cose: Uint8Array; readonly person: string }): Promise<SignedAnswer>;
  /** Takes back a decision that waits, by whoever proposed it; it is kept. */
  withdraw(payloadHash: string, person: string): Promise<KeptDecision>;
  /** Before the first decision comes. */
  onInForce(listener: DecisionListener): void;
}
