import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEWEST_STATUS_BITS, isBitSet, MOST_STATUS_BITS, packBits, statusBits, unpackBits } from './index.ts';

const malformed = expect.objectContaining({ code: 'STATUS_LIST_MALFORMED' });
const encoded = (bytes: Uint8Array) => `u${gzipSync(bytes).toString('base64url')}`;

describe('the bits of a status list', () => {
  // Bitstring Status List v1.0, the example of a BitstringStatusListCredential (section 2.2).
  test('of the example in the specification are 131,072, none of them set', async () => {
    const bits = await unpackBits('uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA');
    expect(bits.length * 8).toBe(131_072);
    expect(bits.every((byte) => byte === 0)).toBe(true);
  });

  test('begin at the left: place 0 is the highest bit of the first byte', () => {
    const bits = statusBits([0, 9, FEWEST_STATUS_BITS - 1]);
    expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
  });

  test('are those that were set, packed and unpacked', async () => {
    const places = fc.uniqueArray(fc.integer({ min: 0, max: FEWEST_STATUS_BITS - 1 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(places, async (set) => {
        const bits = await unpackBits(await packBits(statusBits(set)));
        expect(set.every((place) => isBitSet(bits, place))).toBe(true);
        const count = bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
        expect(count).toBe(set.length);
      }),
      { numRuns: 20 },
    );
  });

  test('fill the longest list when they do not compress', async () => {
    let state = 1;
    const noise = Uint8Array.from({ length: MOST_STATUS_BITS / 8 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    });
    expect(await unpackBits(await packBits(noise))).toEqual(noise);
  });

  test.each<[string, string]>([
    ['of another base', `z${encoded(new Uint8Array(16_384)).slice(1)}`],
    ['with padding', `${encoded(new Uint8Array(16_384))}=`],
    ['of an impossible length', 'uAAAAA'],
    ['that is no GZIP', `u${Buffer.from('not packed at all').toString('base64url')}`],
    ['cut off', encoded(new Uint8Array(16_384)).slice(0, -12)],
    ['with a tail', `u${Buffer.concat([gzipSync(new Uint8Array(16_384)), Buffer.from('x')]).toString('base64url')}`],
    ['shorter than 16 KB', encoded(new Uint8Array(16_383))],
    ['that unpacks to a gigabyte’s beginning', encoded(new Uint8Array(60_000_000))],
    ['longer than is read', `u${'A'.repeat(180_001)}`],
  ])('%s are refused', async (_name, text) => {
    await expect(unpackBits(text)).rejects.toEqual(malformed);
  });

  test('have no place outside', () => {
    const bits = statusBits([]);
    for (const place of [-1, 0.5, FEWEST_STATUS_BITS, Number.NaN])
      expect(() => isBitSet(bits, place)).toThrow(malformed);
    for (const size of [FEWEST_STATUS_BITS - 8, FEWEST_STATUS_BITS + 1, MOST_STATUS_BITS + 8])
      expect(() => statusBits([], size)).toThrow(malformed);
  });
});
