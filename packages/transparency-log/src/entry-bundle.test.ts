import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../testing/node-crypto.ts';
import { decodeEntryBundle, encodeEntryBundle, LogError, MAX_ENTRY_BYTES } from './index.ts';

describe('an entry bundle', () => {
  test('is big-endian uint16 lengths and entries', () => {
    const bundle = encodeEntryBundle([text('one'), new Uint8Array(), new Uint8Array(258)]);
    expect([...bundle.subarray(0, 9)]).toEqual([0, 3, 0x6f, 0x6e, 0x65, 0, 0, 1, 2]);
    expect(bundle).toHaveLength(2 + 3 + 2 + 2 + 258);
  });

  test('gives back what went in', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 }), (entries) => {
        expect(decodeEntryBundle(encodeEntryBundle(entries))).toEqual(entries);
      }),
      { numRuns: 30 },
    );
  });

  test('takes an entry of 65,535 bytes and not one more', () => {
    const longest = new Uint8Array(MAX_ENTRY_BYTES).fill(7);
    expect(decodeEntryBundle(encodeEntryBundle([longest]))).toEqual([longest]);
    expect(() => encodeEntryBundle([new Uint8Array(MAX_ENTRY_BYTES + 1)])).toThrow(
      expect.objectContaining({ code: 'ENTRY_TOO_LARGE' }),
    );
  });

  test('holds 1 to 256 entries', () => {
    const refused = expect.objectContaining({ code: 'BUNDLE_MALFORMED' });
    expect(() => encodeEntryBundle([])).toThrow(refused);
    expect(() => decodeEntryBundle(new Uint8Array())).toThrow(refused);
    expect(() => encodeEntryBundle(new Array(257).fill(new Uint8Array()))).toThrow(refused);
    expect(decodeEntryBundle(new Uint8Array(2 * 256))).toHaveLength(256);
    expect(() => decodeEntryBundle(new Uint8Array(2 * 257))).toThrow(refused);
  });

  test('is refused wherever it is cut', () => {
    const bundle = encodeEntryBundle([text('one'), text('two')]);
    for (let length = 0; length < bundle.length; length += 1) {
      // Cut after the first entry it is a whole bundle of one; the hashes of the tree tell the difference.
      if (length === 5) continue;
      expect(() => decodeEntryBundle(bundle.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'BUNDLE_MALFORMED' }),
      );
    }
  });

  test('of any bytes is read or refused, and what is read is written the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        try {
          expect(encodeEntryBundle(decodeEntryBundle(bytes))).toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
    );
  });
});
