import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './index.ts';

// RFC 4648 section 10.
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
])('%j is %j', (plain, encoded) => {
  expect(encodeBase64(new TextEncoder().encode(plain))).toBe(encoded);
  expect(new TextDecoder().decode(decodeBase64(encoded))).toBe(plain);
});

test('any bytes are written as Node writes them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
    }),
  );
});

test.each([
  'Zg',
  'Zg=',
  'Zh==',
  'Zm9=',
  'Z===',
  '====',
  'Zm9v\n',
  ' Zm9',
  'Zm_v',
  'Zm-v',
  'Z=g=',
  'Zg==Zg==',
  'Zm9vé===',
  'Żm9v',
])('%j is not canonical base64', (encoded) => {
  expect(decodeBase64(encoded)).toBeUndefined();
});

test('no two texts stand for the same bytes', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-f0-3+/]{0,7}={0,3}$/), (encoded) => {
      const bytes = decodeBase64(encoded);
      if (bytes !== undefined) expect(encodeBase64(bytes)).toBe(encoded);
    }),
  );
});
