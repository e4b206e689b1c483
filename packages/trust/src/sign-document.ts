import { readApprovalCredential } from './approval-credential.ts';
import { sealCose } from './cose.ts';
import { counterSign } from './countersign.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';
import { readEquipmentDecision } from './equipment-decision.ts';
import { readStatusList } from './status-list.ts';
import { openTrustList } from './trust-list.ts';

/** Longest document that officers sign: a trust list, with room for its signatures. */
const MAX_BYTES = 1_100_000;

/** A document that waits for officers. */
export interface DocumentToSign {
  readonly contentType: string;
  readonly typ: string | null;
  readonly payload: Uint8Array;
  /** With the signatures it has; `null` as long as nobody signed. */
  readonly signed: Uint8Array | null;
}

/** The document with one signature more: the first seals it, whoever comes after countersigns. Throws as `counterSign`. */
export function signDocument(
  { contentType, payload, signed, typ }: DocumentToSign,
  { crypto, signer }: { readonly crypto: TrustCrypto; readonly signer: Es256Signer },
): Promise<Uint8Array> {
  if (signed) return counterSign(crypto, signer, signed, MAX_BYTES);
  return sealCose(crypto, signer, { contentType, payload, ...(typ === null ? {} : { typ }) });
}

/** Kinds of document that several officers sign, and how each is read. */
const READERS = {
  decision: readEquipmentDecision,
  credential: readApprovalCredential,
  'trust-list': openTrustList,
  'status-list': readStatusList,
} as const;

/**
 * That what was signed is of the kind it was called, before it is sent: a server could call a decision that lists a
 * status list, and one signature more on it would count. Throws the `TrustError` of the kind.
 */
export function demandKind(kind: keyof typeof READERS, cose: Uint8Array): void {
  READERS[kind](cose);
}
