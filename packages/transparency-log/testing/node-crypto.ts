import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Ed25519Verify, type Hasher, makeVerifierKey, type NoteSigner, type VerifierKey } from '../src/index.ts';

// RFC 8410: what stands before the 32 bytes of an Ed25519 public or private key in DER.
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export const hasher: Hasher = {
  sha256(...parts) {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
};

export const verifyEd25519: Ed25519Verify = (publicKey, message, signature) => {
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

/** A signer whose key is the hash of its name: the same in every run. */
export function signerFor(name: string, type: VerifierKey['type'], keyOf = name): NoteSigner {
  const seed = hasher.sha256(Buffer.from(keyOf));
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length),
  );
  return {
    key: makeVerifierKey(hasher, name, type, publicKey),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

/** A file of published vectors; each names its source and commit. */
export function readVectors<Vectors>(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`../../../testdata/transparency-log/${name}`, import.meta.url), 'utf8'));
}

export function base64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function text(bytes: string): Uint8Array {
  return new TextEncoder().encode(bytes);
}
