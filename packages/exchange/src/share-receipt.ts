import { bytes, decodeCbor, encodeCbor, type Opening, oneOf, opening, prose, record } from '@garita/trust';
import { refusingAs } from './exchange-error.ts';
import { PROOF_MAX_LENGTH } from './share-push.ts';

/** Longest receipt, in bytes. */
export const LARGEST_RECEIPT = 32 * 1024;

/** The recipient's logged answer to a share. */
export interface ShareReceipt {
  /** Leaf hash of the sender's share entry. */
  readonly share: Uint8Array;
  /** Of the recipient's `received` entry. */
  readonly received: Opening;
  /** C2SP tlog-proof of that entry, cosigned by the sender's witness. */
  readonly proof: string;
}

const shape = record({ v: oneOf(1), share: bytes(32), received: opening, proof: prose(PROOF_MAX_LENGTH) });

/** Receipt bytes: what the sender keeps and exports. Throws `RECEIPT_MALFORMED`. */
export function makeReceipt({ share, received: { salt, record }, proof }: ShareReceipt): Uint8Array {
  const made = encodeCbor({ v: 1, share, received: { salt, record }, proof });
  readReceipt(made);
  return made;
}

/** Parses a receipt and trusts nothing in it. Throws `RECEIPT_MALFORMED`. */
export function readReceipt(input: Uint8Array): ShareReceipt {
  return refusingAs('RECEIPT_MALFORMED', () => shape(decodeCbor(input, { maxBytes: LARGEST_RECEIPT }), ''));
}
