import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJson, encodeJson, type JsonValue } from './index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => decodeJson(utf8(text), { maxBytes: 1000 });

describe('JSON in canonical form', () => {
  // RFC 8785 section 3.2.3: the example of sorting by UTF-16 units, its keys as escapes.
  test('has its keys in the order of RFC 8785 section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const encoded = encodeJson(Object.fromEntries(keys.map((key) => [key, 0])));
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    expect(new TextDecoder().decode(encoded)).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
  });

  test('is read as it was written, objects as maps', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.maxSafeInteger(),
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (drawn) => {
        const encoded = encodeJson(drawn as JsonValue);
        const plain = (found: unknown): unknown => {
          if (Array.isArray(found)) return found.map(plain);
          return found instanceof Map
            ? Object.fromEntries([...found].map(([key, inner]) => [key, plain(inner)]))
            : found;
        };
        const found = plain(decodeJson(encoded, { maxBytes: 100_000 }));
        expect(encodeJson(found as JsonValue)).toEqual(encoded);
      }),
    );
  });

  test.each([
    ['a space', '{"a": 1}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['keys out of order', '{"b":1,"a":1}'],
    ['a fraction', '{"a":1.5}'],
    ['a number in another spelling', '{"a":1e2}'],
    ['a number beyond 2^53', '{"a":9007199254740993}'],
    ['an escape it does not need', '{"a":"\\u0041"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['nothing', ''],
    ['two values', '1 2'],
    ['thirteen levels', `${'['.repeat(13)}${']'.repeat(13)}`],
  ])('with %s is refused', (_name, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'JSON_MALFORMED' }));
  });

  test('with brackets inside a text, and twelve levels, is read', () => {
    expect(read(`${'['.repeat(12)}"[[[[\\"[["${']'.repeat(12)}`)).toBeInstanceOf(Array);
  });

  test('is not read when it is too long, deeper than any stack, or not UTF-8', () => {
    const refused = expect.objectContaining({ code: 'JSON_MALFORMED' });
    expect(() => decodeJson(new Uint8Array(1001), { maxBytes: 1000 })).toThrow(refused);
    expect(() => decodeJson(utf8('['.repeat(900_000)), { maxBytes: 1_000_000 })).toThrow(refused);
    expect(() => decodeJson(Uint8Array.of(0x22, 0xff, 0x22), { maxBytes: 1000 })).toThrow(refused);
  });
});
