import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { c2sp, published, tessera } from '../testing/examples.ts';
import { hasher, hex, signerFor } from '../testing/node-crypto.ts';
import { encodeBase64, formatVerifierKey, LogError, makeVerifierKey, parseVerifierKey } from './index.ts';

const malformed = expect.objectContaining({ code: 'KEY_MALFORMED' });

describe('a verifier key', () => {
  test('is read as the signed-note example has it', () => {
    const key = parseVerifierKey(hasher, c2sp['signed-note'].vkey);
    expect(key).toMatchObject({ name: 'example.com/foo', id: 0x530d903a, type: 'ed25519' });
    expect(hex(key.publicKey)).toBe('e932791ae6e7a840a46164c904786426d5e7821dd8b29a00d61cae72afdd4da4');
  });

  test.each([
    ['of the signed-note example', c2sp['signed-note'].vkey, 'ed25519'],
    ['of the test log of Tessera', tessera.vkey, 'ed25519'],
    ['of the Go checksum database', published.goChecksumDatabase.log, 'ed25519'],
    ['of a public staging log', published.cosignedCheckpoint.log, 'ed25519'],
    ['of a public witness', published.cosignedCheckpoint.witness, 'cosignature-v1'],
  ] as const)('%s is written again as it was', (_, vkey, type) => {
    const key = parseVerifierKey(hasher, vkey);
    expect(key.type).toBe(type);
    expect(formatVerifierKey(hasher, key.name, key.type, key.publicKey)).toBe(vkey);
  });

  test('has another id for each type, though name and key be the same', () => {
    const { publicKey } = signerFor('example.com/log', 'ed25519').key;
    const ids = (['ed25519', 'cosignature-v1'] as const).map(
      (type) => makeVerifierKey(hasher, 'example.com/log', type, publicKey).id,
    );
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('is refused with any character changed', () => {
    const { vkey } = c2sp['signed-note'];
    fc.assert(
      fc.property(fc.nat(vkey.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const changed = vkey.slice(0, at) + character + vkey.slice(at + 1);
        if (changed !== vkey) expect(() => parseVerifierKey(hasher, changed)).toThrow(malformed);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['an id in capitals', 'example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['an id of another key', 'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['a type no log of ours uses', `example.com/foo+530d903a+${encodeBase64(new Uint8Array(33).fill(6))}`],
    ['a key that is too short', `example.com/foo+530d903a+${encodeBase64(new Uint8Array(32).fill(1))}`],
    ['a name with a no-break space', 'example.com\u00a0foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['no name', '+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['more text than a key can have', 'x'.repeat(1_000_000)],
    ['nothing', ''],
  ])('is refused with %s', (_, vkey) => {
    expect(() => parseVerifierKey(hasher, vkey)).toThrow(malformed);
  });

  test.each(['', 'a b', 'a+b', 'a\nb', 'a\u2003b', '\ud800', 'x'.repeat(256)])('has no name %j', (name) => {
    expect(() => formatVerifierKey(hasher, name, 'ed25519', new Uint8Array(32))).toThrow(malformed);
  });

  test('of any text is read or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (vkey) => {
        expect(() => parseVerifierKey(hasher, vkey)).toThrow(LogError);
      }),
    );
  });
});
