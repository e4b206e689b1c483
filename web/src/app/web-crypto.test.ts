import { generateEd25519, generateP256, loadEd25519Signer, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { hasLowS, toHex } from '@garita/trust';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { es256Signer, generateHeldKey, importHeldKey, webCrypto } from './web-crypto.ts';

const message = new TextEncoder().encode('release');
// P-256: s and n - s verify alike; this is n.
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'));
}

function highS(signature: Uint8Array): Uint8Array {
  const s = BigInt(`0x${toHex(signature.subarray(32))}`);
  const high = (ORDER - s).toString(16).padStart(64, '0');
  return Uint8Array.from([...signature.subarray(0, 32), ...Buffer.from(high, 'hex')]);
}

describe('cryptography in the browser', () => {
  it('hashes as the server does, in whatever parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(webCrypto.hasher.sha256(...parts)).toEqual(trustCrypto.hasher.sha256(...parts));
      }),
    );
  });

  it('signs with a key made here what the server accepts, always with the lower s', async () => {
    const signer = es256Signer(await generateHeldKey());
    for (let time = 0; time < 8; time++) {
      const signature = await signer.sign(message);
      expect(hasLowS(signature)).toBe(true);
      expect(await trustCrypto.verifyEs256(signer.spki, message, signature)).toBe(true);
    }
  });

  it('takes in a key file with the public key the server knows, and gives it out no more', async () => {
    const { privatePem, spki } = generateP256();
    const held = await importHeldKey(derOf(privatePem));
    expect(toHex(held.spki)).toBe(toHex(spki));
    expect(held.privateKey.extractable).toBe(false);
    expect(await trustCrypto.verifyEs256(spki, message, await es256Signer(held).sign(message))).toBe(true);
  });

  it('refuses a key of another kind', async () => {
    await expect(importHeldKey(derOf(generateEd25519().privatePem))).rejects.toThrow();
  });

  it('checks ES256, and refuses the higher s, another message and what is malformed', async () => {
    const { privatePem, spki } = generateP256();
    const signature = await loadEs256Signer(privatePem).sign(message);
    expect(await webCrypto.verifyEs256(spki, message, signature)).toBe(true);
    expect(await webCrypto.verifyEs256(spki, message, highS(signature))).toBe(false);
    expect(await webCrypto.verifyEs256(spki, Uint8Array.of(1), signature)).toBe(false);
    expect(await webCrypto.verifyEs256(spki.subarray(1), message, signature)).toBe(false);
    expect(await webCrypto.verifyEs256(spki, message, signature.subarray(1))).toBe(false);
  });

  it('checks Ed25519, and refuses another message and what is malformed', async () => {
    const { privatePem, publicKey } = generateEd25519();
    const signature = await loadEd25519Signer(privatePem).sign(message);
    expect(await webCrypto.verifyEd25519(publicKey, message, signature)).toBe(true);
    expect(await webCrypto.verifyEd25519(publicKey, Uint8Array.of(1), signature)).toBe(false);
    expect(await webCrypto.verifyEd25519(publicKey.subarray(1), message, signature)).toBe(false);
  });
});
