import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyEs256 } from './index.ts';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly publicKeyDer: string;
  readonly msg: string;
  readonly sig: string;
  readonly result: 'valid' | 'invalid';
  /** n/2 < s < n. */
  readonly highS: boolean;
}

const file = new URL('../../testdata/trust/wycheproof-p256.json', import.meta.url);
const { tests } = JSON.parse(readFileSync(file, 'utf8')) as { tests: Vector[] };
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

// Wycheproof calls both heights of s valid, as ECDSA does. Our profile takes the lower one alone, so that a signed
// document has one hash: a valid vector with the higher s is refused here, on purpose.
test.each(tests)(
  'Wycheproof $tcId ($comment): $result, higher s: $highS',
  ({ publicKeyDer, msg, sig, result, highS }) => {
    expect(verifyEs256(bytes(publicKeyDer), bytes(msg), bytes(sig))).toBe(result === 'valid' && !highS);
  },
);

test('the selection holds all that matters: valid and invalid ones, of either height', () => {
  const kinds = new Set(tests.map(({ result, highS }) => `${result} ${highS}`));
  expect(kinds).toEqual(new Set(['valid false', 'valid true', 'invalid false', 'invalid true']));
});
