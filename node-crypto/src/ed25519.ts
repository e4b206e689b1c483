import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Ed25519Sign, Ed25519Verify } from '@garita/transparency-log';
import { keyCache } from './key-cache.ts';

// RFC 8410 section 4: the SubjectPublicKeyInfo of an Ed25519 key is this prefix and the 32 raw bytes.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

export interface Ed25519Signer {
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: Ed25519Sign;
}

const keyOf = keyCache((raw) =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' }),
);

function rawPublicKey(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(SPKI_PREFIX.length));
}

/** Ed25519 (RFC 8032) with a raw public key; anything malformed is `false`, never an error. */
export const verifyEd25519: Ed25519Verify = (publicKey, message, signature) => {
  if (publicKey.length !== KEY_BYTES || signature.length !== 64) return false;
  try {
    return verify(null, message, keyOf(publicKey), signature);
  } catch {
    return false;
  }
};

/** A signer from a PKCS#8 PEM; throws when the key is not Ed25519. */
export function loadEd25519Signer(pem: string): Ed25519Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the key is not an Ed25519 key');
  return { publicKey: rawPublicKey(key), sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** A new Ed25519 key: PKCS#8 PEM and the raw public key (32 bytes). */
export function generateEd25519(): { privatePem: string; publicKey: Uint8Array } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    publicKey: rawPublicKey(privateKey),
  };
}
