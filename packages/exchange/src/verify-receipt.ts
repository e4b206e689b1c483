import {
  type AgencyDescriptor,
  commit,
  type LogRecords,
  readRecord,
  sameBytes,
  type TrustCrypto,
  TrustError,
} from '@garita/trust';
import type { Item } from './agreement.ts';
import { isFuture, verifyLogged } from './logged.ts';
import type { ShareReceipt } from './share-receipt.ts';

/** Why a receipt proves nothing. */
export const RECEIPT_REFUSAL_CODES = [
  'RECEIPT_SHARE_UNKNOWN', // it answers another share
  'RECEIPT_MISMATCH', // its record is not about what was shared
  'RECEIPT_OBJECTS_MISMATCH', // it says verified, of other objects
  'RECEIPT_PROOF_INVALID',
  'RECEIPT_TIME_IMPLAUSIBLE',
] as const;
export type ReceiptRefusalCode = (typeof RECEIPT_REFUSAL_CODES)[number];

export interface ReceiptReason {
  readonly code: ReceiptRefusalCode;
  readonly detail: string;
}

/** What the sender shared, and with whom. */
export interface ReceiptContext {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Agency that shared. */
  readonly sender: string;
  readonly recipient: AgencyDescriptor;
  /** Verifier key of the sender's witness: it must have cosigned the recipient's log. */
  readonly witness: string;
  /** Leaf hash of the share entry. */
  readonly share: Uint8Array;
  readonly item: Item;
  readonly subject: Uint8Array;
  /** SHA-256 of the objects in statement order; empty for a decision. */
  readonly objects: readonly Uint8Array[];
}

export interface VerifiedReceipt {
  /** Whether the recipient found everything as signed, or refused it. */
  readonly result: 'verified' | 'refused';
  /** Codes of its refusal. */
  readonly reasons: readonly string[];
  /** By the recipient's clock, milliseconds since 1970. */
  readonly receivedAt: number;
  /** By the sender's witness, seconds since 1970. */
  readonly cosignedAt: number;
}

export type ReceiptVerdict =
  | { readonly ok: true; readonly receipt: VerifiedReceipt }
  | { readonly ok: false; readonly reasons: readonly [ReceiptReason, ...ReceiptReason[]] };

/** Judges a receipt, and answers every reason against it. A receipt of a refusal is a valid receipt. */
export async function verifyReceipt(
  crypto: TrustCrypto,
  receipt: ShareReceipt,
  context: ReceiptContext,
): Promise<ReceiptVerdict> {
  const reasons: ReceiptReason[] = [];
  const refuse = (code: ReceiptRefusalCode, detail: string) => reasons.push({ code, detail });
  const proof = await verifyLogged(crypto, {
    entry: commit(crypto.hasher, 'received', receipt.received),
    proof: receipt.proof,
    descriptor: context.recipient,
    witness: context.witness,
  });
  if (!proof.ok) refuse('RECEIPT_PROOF_INVALID', proof.detail);
  if (!sameBytes(receipt.share, context.share)) refuse('RECEIPT_SHARE_UNKNOWN', 'it answers another share');
  const received = receivedRecord(receipt, refuse);
  if (received) {
    checkRecord(received, context, refuse);
    if (isFuture(received.at, context.at)) refuse('RECEIPT_TIME_IMPLAUSIBLE', 'it is recorded in the future');
    if (proof.ok && isFuture(received.at, proof.cosignedAt * 1000)) {
      refuse('RECEIPT_TIME_IMPLAUSIBLE', 'the witness saw it before it was recorded');
    }
  }
  const [first, ...more] = reasons;
  if (first) return { ok: false, reasons: [first, ...more] };
  const { result, reasons: codes, at } = received as LogRecords['received'];
  const cosignedAt = (proof as { cosignedAt: number }).cosignedAt;
  return { ok: true, receipt: { result, reasons: codes, receivedAt: at, cosignedAt } };
}

type Refuse = (code: ReceiptRefusalCode, detail: string) => void;

function receivedRecord({ received }: ShareReceipt, refuse: Refuse): LogRecords['received'] | undefined {
  try {
    const event = readRecord(received.record);
    if (event.kind === 'received') return event;
    refuse('RECEIPT_MISMATCH', `it is a ${event.kind} record`);
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
    refuse('RECEIPT_MISMATCH', error.message);
  }
  return undefined;
}

function checkRecord(received: LogRecords['received'], context: ReceiptContext, refuse: Refuse): void {
  const same: readonly (readonly [string, boolean])[] = [
    ['sender', received.sender === context.sender],
    ['share', sameBytes(received.share, context.share)],
    ['item', received.item === context.item],
    ['subject', sameBytes(received.subject, context.subject)],
  ];
  for (const [field, isSame] of same) if (!isSame) refuse('RECEIPT_MISMATCH', `the record is of another ${field}`);
  if (received.result === 'refused') {
    if (received.reasons.length === 0) refuse('RECEIPT_MISMATCH', 'a refusal without a reason');
    return;
  }
  if (received.reasons.length > 0) refuse('RECEIPT_MISMATCH', 'verified, and yet with reasons against it');
  const { objects } = context;
  const isAll = received.objects.length === objects.length;
  if (!isAll || !objects.every((object, index) => sameBytes(object, received.objects[index] as Uint8Array))) {
    refuse('RECEIPT_OBJECTS_MISMATCH', 'the objects it names are not the ones that were shared');
  }
}
