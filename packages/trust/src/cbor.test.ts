import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CborValue, decodeCbor, encodeCbor, fromHex, TrustError, toHex } from './index.ts';

const limits = { maxBytes: 65_536 };
const bytes = (hex: string) => fromHex(hex) as Uint8Array;

function refusal(input: Uint8Array, of = limits): string {
  try {
    decodeCbor(input, of);
  } catch (error) {
    if (error instanceof TrustError) return error.code;
    throw error;
  }
  return 'read';
}

describe('deterministic CBOR is written as RFC 8949 says', () => {
  // RFC 8949 appendix A, the examples of the types we use.
  test.each<[CborValue, string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [1000, '1903e8'],
    [1000000, '1a000f4240'],
    [1000000000000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-100, '3863'],
    [false, 'f4'],
    [true, 'f5'],
    [null, 'f6'],
    [bytes('01020304'), '4401020304'],
    ['', '60'],
    ['IETF', '6449455446'],
    ['"\\', '62225c'],
    ['\u00fc', '62c3bc'],
    ['\u6c34', '63e6b0b4'],
    [[], '80'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [{}, 'a0'],
    [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
    [['a', { b: 'c' }], '826161a161626163'],
  ])('%j is %s', (value, hex) => {
    expect(toHex(encodeCbor(value))).toBe(hex);
    expect(encodeCbor(decodeCbor(bytes(hex), limits) as CborValue)).toEqual(bytes(hex));
  });

  test('with the keys in the order of section 4.2.1: bytewise, where the older rule was length first', () => {
    // The text and integer keys of that section's example, in its order: 10, 100, -1, "z", "aa".
    const keys = [100, 'aa', 10, 'z', -1];
    expect(toHex(encodeCbor(new Map(keys.map((key) => [key, 0]))))).toBe('a50a001864002000617a0062616100');
  });

  test('where the two orders part: -1 (one byte) after 256 (three bytes)', () => {
    expect(
      toHex(
        encodeCbor(
          new Map([
            [-1, 0],
            [256, 0],
          ]),
        ),
      ),
    ).toBe('a2190100002000');
    expect(refusal(bytes('a2200019010000'))).toBe('CBOR_MALFORMED');
  });
});

describe('CBOR that is not ours to read is refused', () => {
  test.each([
    ['nothing', ''],
    ['two items', '0000'],
    ['cut short', '8201'],
    ['a duplicate key', 'a2616101616102'],
    ['a duplicate key, both the same', 'a2616101616101'],
    ['bytes as a key', 'a1416101'],
    ['a list as a key', 'a1810101'],
    ['two keys that are maps', 'a2a000a1010100'],
    ['true as a key', 'a1f501'],
    ['null as a key', 'a1f601'],
    ['keys out of order', 'a2616201616101'],
    ['an integer with a byte too many', '1817'],
    ['a length with a byte too many', '580101'],
    ['an array of indefinite length', '9f01ff'],
    ['a map of indefinite length', 'bf616101ff'],
    ['text of indefinite length', '7f6161ff'],
    ['a break alone', 'ff'],
    ['a half float', 'f93c00'],
    ['a double float', 'fb3ff0000000000000'],
    ['NaN', 'f97e00'],
    ['undefined', 'f7'],
    ['an unassigned simple value', 'f0'],
    ['a tag', 'c074323031332d30332d32315432303a30343a30305a'],
    ['a big number', 'c249010000000000000000'],
    ['an integer beyond 2^53', '1b0020000000000000'],
    ['text that is not UTF-8', '62c328'],
    ['text with a lone surrogate', '63eda080'],
    ['a reserved length', '1c'],
    ['an array of 2^32 - 1', '9affffffff00'],
    ['a map of 2^53 - 1', 'bb001fffffffffffff00'],
    ['a map of 2^32 - 1', 'baffffffff00'],
    ['bytes of 2^32 - 1', '5affffffff00'],
    ['text of 2^63', '7b800000000000000000'],
  ])('%s', (_name, hex) => {
    expect(refusal(bytes(hex))).toBe('CBOR_MALFORMED');
  });

  test.each([
    ['arrays', '81'],
    ['maps', 'a100'],
    ['tags', 'c1'],
    ['arrays in indefinite arrays', '9f81'],
  ])('%s nested 30,000 deep, long before the stack would end', (_name, hex) => {
    expect(refusal(bytes(hex.repeat(30_000)))).toBe('CBOR_MALFORMED');
  });

  test('nesting is counted by what is open, not by what has been', () => {
    const deep = (depth: number): CborValue => (depth === 0 ? 1 : [deep(depth - 1)]);
    expect(refusal(encodeCbor(Array(100).fill(deep(11))))).toBe('read');
    expect(refusal(encodeCbor(deep(12)))).toBe('read');
    expect(refusal(encodeCbor(deep(13)))).toBe('CBOR_MALFORMED');
    expect(refusal(encodeCbor(Array(20).fill(new Map([[1, []]]))))).toBe('read');
  });

  test('anything longer than the reader allows', () => {
    expect(refusal(encodeCbor(new Uint8Array(65_534)))).toBe('CBOR_MALFORMED');
    expect(refusal(encodeCbor(new Uint8Array(65_534)), { maxBytes: 65_537 })).toBe('read');
  });

  test('a key named __proto__ is a key like any other', () => {
    const value = decodeCbor(bytes('a1695f5f70726f746f5f5fa161610a'), limits);
    expect(value).toBeInstanceOf(Map);
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});

const scalar = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array({ maxLength: 40 }),
);
const document = fc.letrec<{ node: CborValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6 },
    scalar,
    fc.array(tie('node'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' })), tie('node')), {
        maxLength: 5,
        selector: ([key]) => key,
      })
      .map((entries) => new Map(entries)),
  ),
})).node;

describe('the laws of the codec', () => {
  test('what is written is read back, and written the same again', () => {
    fc.assert(
      fc.property(document, (value) => {
        const encoded = encodeCbor(value);
        expect(encodeCbor(decodeCbor(encoded, limits) as CborValue)).toEqual(encoded);
      }),
    );
  });

  test('any bytes at all are either read and rewritten the same, or refused with one code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
        const answer = refusal(input);
        expect(['read', 'CBOR_MALFORMED']).toContain(answer);
        if (answer === 'read') expect(encodeCbor(decodeCbor(input, limits) as CborValue)).toEqual(input);
      }),
      { numRuns: 2000 },
    );
  });

  test('so are documents with bytes changed', () => {
    const change = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(document, change, (value, changes) => {
        const input = encodeCbor(value);
        for (const [place, byte] of changes) input[place % input.length] = byte;
        expect(['read', 'CBOR_MALFORMED']).toContain(refusal(input));
      }),
      { numRuns: 1000 },
    );
  });
});
