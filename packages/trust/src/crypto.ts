import type { Ed25519Verify, Hasher } from '@garita/transparency-log';

/**
 * Checks ECDSA P-256 with SHA-256 (COSE algorithm -7). Answers `false` for anything malformed and for a signature
 * whose s is above n/2: with both s values allowed, anybody could restate a signed document under another hash.
 */
export type Es256Verify = (
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array,
  message: Uint8Array,
  /** r || s, 64 bytes. */
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** Answers r || s, 64 bytes, with the lower s. */
export type Es256Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface Es256Signer {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly sign: Es256Sign;
}

/** What a program hands in; this package has no cryptography of its own. */
export interface TrustCrypto {
  readonly hasher: Hasher;
  readonly verifyEs256: Es256Verify;
  readonly verifyEd25519: Ed25519Verify;
}
