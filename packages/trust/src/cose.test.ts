import { generateP256, loadEs256Signer, trustCrypto, verifyEs256 } from '@garita/node-crypto';
import { describe, expect, test } from 'vitest';
import { sigStructure } from './cose.ts';
import { type CborValue, encodeCbor, fromHex, keyId, openCose, sealCose, toHex, verifyCose } from './index.ts';

const bytes = (hex: string) => fromHex(hex) as Uint8Array;
const signer = loadEs256Signer(generateP256().privatePem);
const payload = new TextEncoder().encode('This is the content.');
const contentType = 'application/garita-test+cbor';
const sealed = await sealCose(trustCrypto, signer, { contentType, payload });

describe('COSE_Sign1', () => {
  // cose-wg/Examples, ecdsa-examples/ecdsa-sig-01.json (ES256), commit 3d0ee8f.
  test('covers the bytes that RFC 9052 section 4.4 says, and the working group’s example verifies', () => {
    const signed = sigStructure(bytes('a201260300'), payload);
    expect(toHex(signed)).toBe('846a5369676e61747572653145a2012603004054546869732069732074686520636f6e74656e742e');
    const x = 'bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff';
    const y = '20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e';
    const spki = bytes(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${x}${y}`);
    const signature = bytes(
      'eae868ecc176883766c5dc5ba5b8dca25dab3c2e56a551ce5705b793914348e1' +
        '72727f48461fabbba2e343492ddecac3983686250bc68e9f1a7a07d41225b59f',
    );
    expect(verifyEs256(spki, signed, signature)).toBe(true);
  });

  test('is opened as it was sealed, and verifies by the key it names', async () => {
    const cose = openCose(sealed, 1000);
    expect(cose).toMatchObject({
      contentType,
      payload,
      signer: { by: 'key', kid: keyId(trustCrypto.hasher, signer.spki) },
    });
    expect(await verifyCose(trustCrypto, cose, signer.spki)).toBe(true);
    expect(await verifyCose(trustCrypto, cose, loadEs256Signer(generateP256().privatePem).spki)).toBe(false);
  });

  test('with a payload apart verifies only with that payload', async () => {
    const cose = openCose(await sealCose(trustCrypto, signer, { contentType, payload, detached: true }), 1000);
    expect(cose.payload).toBeNull();
    expect(await verifyCose(trustCrypto, cose, signer.spki, payload)).toBe(true);
    expect(await verifyCose(trustCrypto, cose, signer.spki, payload.subarray(1))).toBe(false);
    expect(await verifyCose(trustCrypto, cose, signer.spki)).toBe(false);
  });

  test('with its payload inside does not take another one from outside', async () => {
    expect(await verifyCose(trustCrypto, openCose(sealed, 1000), signer.spki, payload)).toBe(false);
  });

  const protectedHeader = (entries: [number, CborValue][]) => encodeCbor(new Map(entries));
  const kid: [number, CborValue] = [4, new Uint8Array(32)];
  const written = (parts: CborValue) => Uint8Array.of(0xd2, ...encodeCbor(parts));
  const signature = new Uint8Array(64);
  const ours = protectedHeader([[1, -7], [3, contentType], kid]);
  const x5t: [number, CborValue] = [34, [-16, new Uint8Array(32)]];
  const certified = protectedHeader([[1, -7], [3, contentType], x5t]);
  const header33 = (chain: CborValue) => new Map([[33, chain]]);
  const certificate = new Uint8Array(10);

  test.each<[string, Uint8Array]>([
    ['no tag', encodeCbor([ours, {}, payload, signature])],
    ['the tag of COSE_Sign', Uint8Array.of(0xd8, 98, ...encodeCbor([ours, {}, payload, signature]))],
    ['three parts', written([ours, {}, payload])],
    ['a protected header that is a map', written([{}, {}, payload, signature])],
    ['an empty protected header', written([new Uint8Array(), {}, payload, signature])],
    ['a header that is a list', written([encodeCbor([]), {}, payload, signature])],
    ['a signature of 63 bytes', written([ours, {}, payload, signature.subarray(1)])],
    ['a payload that is text', written([ours, {}, 'text', signature])],
    ['algorithm ES384', written([protectedHeader([[1, -35], [3, contentType], kid]), {}, payload, signature])],
    [
      'the algorithm outside',
      written([protectedHeader([[3, contentType], kid]), new Map([[1, -7]]), payload, signature]),
    ],
    ['no content type', written([protectedHeader([[1, -7], kid]), {}, payload, signature])],
    ['a numeric content type', written([protectedHeader([[1, -7], [3, 0], kid]), {}, payload, signature])],
    [
      'no signer',
      written([
        protectedHeader([
          [1, -7],
          [3, contentType],
        ]),
        {},
        payload,
        signature,
      ]),
    ],
    ['two signers', written([protectedHeader([[1, -7], [3, contentType], kid, x5t]), {}, payload, signature])],
    ['a crit header', written([protectedHeader([[1, -7], [2, [3]], [3, contentType], kid]), {}, payload, signature])],
    [
      'a kid of 31 bytes',
      written([
        protectedHeader([
          [1, -7],
          [3, contentType],
          [4, new Uint8Array(31)],
        ]),
        {},
        payload,
        signature,
      ]),
    ],
    ['a chain beside a kid', written([ours, header33(certificate), payload, signature])],
    ['no chain beside x5t', written([certified, {}, payload, signature])],
    [
      'a chain of four',
      written([certified, header33([certificate, certificate, certificate, certificate]), payload, signature]),
    ],
    ['a certificate of 2049 bytes', written([certified, header33(new Uint8Array(2049)), payload, signature])],
    [
      'claims with a stranger',
      written([
        protectedHeader([
          [1, -7],
          [3, contentType],
          kid,
          [
            15,
            new Map<number, CborValue>([
              [1, 'i'],
              [2, 's'],
              [4, 1],
              [6, 1],
            ]),
          ],
        ]),
        {},
        payload,
        signature,
      ]),
    ],
    [
      'a thumbprint by SHA-1',
      written([
        protectedHeader([
          [1, -7],
          [3, contentType],
          [34, [-14, new Uint8Array(32)]],
        ]),
        header33(certificate),
        payload,
        signature,
      ]),
    ],
  ])('with %s is refused', (_name, input) => {
    expect(() => openCose(input, 10_000)).toThrow(expect.objectContaining({ code: 'COSE_MALFORMED' }));
  });

  test('longer than allowed is refused, at the limit it is read', () => {
    expect(openCose(sealed, sealed.length).contentType).toBe(contentType);
    expect(() => openCose(sealed, sealed.length - 1)).toThrow(expect.objectContaining({ code: 'COSE_MALFORMED' }));
  });
});
