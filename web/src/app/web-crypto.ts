import type { Ed25519Verify, Hasher } from '@garita/transparency-log';
import { type Es256Signer, type Es256Verify, hasLowS, type TrustCrypto, toHex, toLowS } from '@garita/trust';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;
const SIGNATURE_BYTES = 64;
const LONGEST_SPKI_BYTES = 256;
// Whoever is verified chooses the keys: the cache forgets its oldest, it never grows.
const CACHED_KEYS = 64;

const hasher: Hasher = {
  sha256(...parts) {
    const hash = sha256.create();
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
};

const imported = new Map<string, Promise<CryptoKey>>();

function publicKey(spki: Uint8Array): Promise<CryptoKey> {
  const name = toHex(spki);
  const known = imported.get(name);
  if (known) return known;
  const [oldest] = imported.keys();
  if (oldest !== undefined && imported.size >= CACHED_KEYS) imported.delete(oldest);
  const key = crypto.subtle.importKey('spki', Uint8Array.from(spki), P256, false, ['verify']);
  imported.set(name, key);
  key.catch(() => imported.delete(name));
  return key;
}

/** ECDSA P-256 with SHA-256 over r||s. A high s, another curve or anything malformed is `false`, never an error. */
const verifyEs256: Es256Verify = async (spki, message, signature) => {
  if (signature.length !== SIGNATURE_BYTES || spki.length > LONGEST_SPKI_BYTES || !hasLowS(signature)) return false;
  try {
    return await crypto.subtle.verify(
      ES256,
      await publicKey(spki),
      Uint8Array.from(signature),
      Uint8Array.from(message),
    );
  } catch {
    return false;
  }
};

/** Ed25519 (RFC 8032, strictly); by script, since not every browser has it. Anything malformed is `false`. */
const verifyEd25519: Ed25519Verify = (key, message, signature) => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
};

/** What the pure packages are handed when they run in a browser. Needs a secure context (https, or this machine). */
export const webCrypto: TrustCrypto = { hasher, verifyEs256, verifyEd25519 };

/** A private key of this browser's; its bytes cannot be had from it. */
export interface HeldKey {
  readonly privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array<ArrayBuffer>;
}

/** Signs with a key that never leaves the browser. */
export function es256Signer({ privateKey, spki }: HeldKey): Es256Signer {
  return {
    spki,
    sign: async (message) =>
      toLowS(new Uint8Array(await crypto.subtle.sign(ES256, privateKey, Uint8Array.from(message)))),
  };
}

/** A new P-256 key whose private part this browser never hands out. */
export async function generateHeldKey(): Promise<HeldKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(P256, false, ['sign', 'verify']);
  return { privateKey, spki: new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)) };
}

/** Takes in a PKCS#8 key, from then on not extractable. Throws a `DOMException` when it is no P-256 key. */
export async function importHeldKey(pkcs8: Uint8Array<ArrayBuffer>): Promise<HeldKey> {
  // A private key in PKCS#8 carries its public one in the JWK form alone.
  const open = await crypto.subtle.importKey('pkcs8', pkcs8, P256, true, ['sign']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', open);
  const shared = await crypto.subtle.importKey('jwk', { kty, crv, x, y } as JsonWebKey, P256, true, ['verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', shared));
  return { privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['sign']), spki };
}
