import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, webcrypto } from 'node:crypto';
import { type Es256Signer, type Es256Verify, hasLowS, toLowS } from '@garita/trust';
import { keyCache } from './key-cache.ts';

const SIGNATURE_BYTES = 64;
const LONGEST_SPKI_BYTES = 256;

const publicKey = keyCache((spki) => {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('not a P-256 key');
  return key;
});

/** ECDSA P-256 with SHA-256 over r||s. A high s, another curve or anything malformed is `false`, never an error. */
export const verifyEs256: Es256Verify = (spki, message, signature) => {
  if (signature.length !== SIGNATURE_BYTES || spki.length > LONGEST_SPKI_BYTES) return false;
  if (!hasLowS(signature)) return false;
  try {
    return verify('sha256', message, { key: publicKey(spki), dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
};

/** A signer from a PKCS#8 PEM; throws when the key is not P-256. */
export function loadEs256Signer(pem: string): Es256Signer {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new TypeError('the key is not a P-256 key');
  const spki = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return { spki, sign: (message) => toLowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })) };
}

/** A new P-256 key: PKCS#8 PEM and its SubjectPublicKeyInfo (DER). */
export function generateP256(): { privatePem: string; spki: Uint8Array } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
  };
}

/** The same PEM as a WebCrypto pair, which is what issuing certificates takes. */
export async function loadCryptoKeys(pem: string): Promise<CryptoKeyPair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = createPrivateKey(pem);
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const [privateKey, publicKey] = await Promise.all([
    webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  ]);
  return { privateKey, publicKey } as CryptoKeyPair;
}
