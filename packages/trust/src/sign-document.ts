import { sealCose } from './cose.ts';
import { counterSign } from './countersign.ts';
import type { Es256Signer, TrustCrypto } from './crypto.ts';

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
