// Keys and signatures that come out the same every time, so that vectors can be compared byte for byte. Test keys: their
// private halves are in the public vectors.
import { webcrypto } from 'node:crypto';
import { hasher } from '@garita/node-crypto';
import type { Es256Signer } from '@garita/trust';
import { p256 } from '@noble/curves/nist.js';

const SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

export interface TestKey {
  /** Private scalar, 32 bytes. */
  readonly secret: Uint8Array;
  readonly signer: Es256Signer;
  readonly pair: CryptoKeyPair;
  /** WebCrypto whose ECDSA signatures are this key's by RFC 6979: k comes from key and message, not from chance. */
  readonly crypto: Crypto;
}

/** The key called `name`: its scalar is SHA-256("garita test key: " + name). */
export async function testKey(name: string): Promise<TestKey> {
  const secret = hasher.sha256(Buffer.from(`garita test key: ${name}`));
  const spki = new Uint8Array([...SPKI_PREFIX, ...p256.getPublicKey(secret, false)]);
  const sign = (message: Uint8Array) => p256.sign(message, secret, { lowS: true });
  const { subtle } = webcrypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const publicKey = await subtle.importKey('spki', spki, algorithm, true, ['verify']);
  const { x, y } = await subtle.exportKey('jwk', publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d: Buffer.from(secret).toString('base64url') } as JsonWebKey;
  const privateKey = await subtle.importKey('jwk', jwk, algorithm, true, ['sign']);
  const steady = {
    digest: subtle.digest.bind(subtle),
    exportKey: subtle.exportKey.bind(subtle),
    importKey: subtle.importKey.bind(subtle),
    sign: async (_algorithm: unknown, _key: unknown, data: BufferSource) => {
      const message =
        data instanceof ArrayBuffer
          ? new Uint8Array(data)
          : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return new Uint8Array(sign(message)).buffer;
    },
  };
  return {
    secret,
    signer: { spki, sign },
    pair: { privateKey, publicKey } as CryptoKeyPair,
    crypto: { subtle: steady } as unknown as Crypto,
  };
}
