// What the pure packages are handed when they run in Node: hashing, signatures, keys.
import type { TrustCrypto } from '@garita/trust';
import { verifyEd25519 } from './ed25519.ts';
import { verifyEs256 } from './es256.ts';
import { hasher } from './hasher.ts';

export { ChunkHasher, hashFile } from './chunk-hasher.ts';
export { type Ed25519Signer, generateEd25519, loadEd25519Signer, verifyEd25519 } from './ed25519.ts';
export { generateP256, loadCryptoKeys, loadEs256Signer, verifyEs256 } from './es256.ts';
export { hasher } from './hasher.ts';

export const trustCrypto: TrustCrypto = { hasher, verifyEs256, verifyEd25519 };
