import {
  type AgencyDescriptor,
  commit,
  type Officer,
  sameBytes,
  type TrustCrypto,
  type VerifiedDecision,
  verifyDecision,
} from '@garita/trust';
import { type Note, type OpenedDocuments, problemOf } from './bundle-documents.ts';
import { isFuture, verifyLogged } from './logged.ts';

export interface JudgedDecision {
  readonly decision: VerifiedDecision;
  readonly officer: Officer;
  /** By the recipient's witness, seconds since 1970. */
  readonly cosignedAt: number;
}

/** The decision of a bundle: signed by an analyst, about this scan, in the sender's log. */
export async function judgeDecision(
  crypto: TrustCrypto,
  documents: OpenedDocuments,
  given: {
    readonly sender: AgencyDescriptor;
    readonly scan: Uint8Array;
    readonly witness: string;
    readonly at: number;
  },
  note: Note,
): Promise<JudgedDecision | undefined> {
  const { sender, scan, witness, at } = given;
  const cose = documents.bytes('decision.cose');
  const opened = documents.opening('sender/decision.cbor', 'decision');
  const proof = documents.text('sender/decision.tlog-proof');
  if (!cose || !opened || proof === undefined) return undefined;
  const { opening, record } = opened;
  const entry = commit(crypto.hasher, 'decision', opening);
  const logged = await verifyLogged(crypto, { entry, proof, descriptor: sender, witness });
  if (!logged.ok) {
    note('sender/decision.tlog-proof', 'BUNDLE_DOCUMENT_INVALID', logged.detail);
    if (logged.detail.startsWith('INCLUSION_INVALID')) {
      note('sender/decision.cbor', 'BUNDLE_DOCUMENT_INVALID', 'its proof is of another entry');
    }
  }
  if (!sameBytes(record.decision, crypto.hasher.sha256(cose)) || !sameBytes(record.scan, scan)) {
    note('sender/decision.cbor', 'BUNDLE_DOCUMENT_INVALID', 'its record is of another decision or another scan');
  }
  if (isFuture(record.at, at)) note('sender/decision.cbor', 'TIME_IMPLAUSIBLE', 'it is recorded in the future');
  try {
    const decision = await verifyDecision(crypto, cose, sender, record.at);
    const officer = sender.officers.find(({ id }) => id === decision.by);
    if (!sameBytes(decision.scan, scan)) note('decision.cose', 'DECISION_INVALID', 'it is about another scan');
    else if (officer && logged.ok) return { decision, officer, cosignedAt: logged.cosignedAt };
  } catch (error) {
    note('decision.cose', ...problemOf(error));
  }
  return undefined;
}
