import { readFileSync } from 'node:fs';
import { FINDING_SEVERITY } from '@garita/dicos';
import { EVALUATION_ERROR_CODES } from '@garita/evaluation';
import * as exchange from '@garita/exchange';
import { PROOF_PROBLEM_CODES } from '@garita/exchange/verify-proof';
import { LOG_ERROR_CODES } from '@garita/transparency-log';
import * as trust from '@garita/trust';
import { describe, expect, test } from 'vitest';
import { errorsDocument } from '../scripts/write-errors-doc.ts';
import { describeError, ERROR_CODES, ERROR_GROUPS, ERRORS, errorBody, isErrorCode } from './errors.ts';

describe('the error catalogue', () => {
  test.each([
    ['a scan can be refused for', trust.REFUSAL_CODES],
    ['the trust package can fail with', trust.TRUST_ERROR_CODES],
    ['the log package can fail with', LOG_ERROR_CODES],
    ['the exchange package can fail with', exchange.EXCHANGE_ERROR_CODES],
    ['the evaluation package can fail with', EVALUATION_ERROR_CODES],
    ['a share can be refused for', exchange.SHARE_REFUSAL_CODES],
    ['a receipt can be refused for', exchange.RECEIPT_REFUSAL_CODES],
    ['a step of a proof can fail for', PROOF_PROBLEM_CODES],
    ['a bundle can fail verification for', exchange.BUNDLE_PROBLEM_CODES],
    ['makes a file unreadable', Object.entries(FINDING_SEVERITY).flatMap(([c, s]) => (s === 'error' ? [c] : []))],
  ] as const)('explains every code that %s', (_, codes) => {
    expect(codes.filter((code) => !isErrorCode(code))).toEqual([]);
  });

  test('says what happened and the way out, in sentences, in both languages', () => {
    for (const code of ERROR_CODES)
      for (const language of ['en', 'es'] as const) {
        const { says, wayOut } = ERRORS[code][language];
        for (const text of [says, wayOut]) expect(text, `${code} ${language}`).toMatch(/^[A-ZÁÉÍÓÚÑ].{9,}[.]$/);
      }
  });

  test('is translated: no Spanish sentence repeats the English one', () => {
    const same = ERROR_CODES.filter(
      (code) => ERRORS[code].en.says === ERRORS[code].es.says || ERRORS[code].en.wayOut === ERRORS[code].es.wayOut,
    );
    expect(same).toEqual([]);
  });

  test('has each code in one group only', () => {
    const codes = Object.values(ERROR_GROUPS).flatMap((group) => Object.keys(group));
    expect(codes.length).toBe(new Set(codes).size);
  });

  test('is what docs/errors.md says (write it anew with packages/api/scripts/write-errors-doc.ts)', () => {
    const document = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    expect(document).toBe(errorsDocument());
    expect(ERROR_CODES.filter((code) => !document.includes(`\`${code}\``))).toEqual([]);
  });

  test('makes bodies that its own schema reads, however long the detail', () => {
    const body = describeError('BODY_MALFORMED', 'x'.repeat(10_000));
    expect(errorBody.parse(body)).toEqual(body);
    expect(isErrorCode('constructor')).toBe(false);
  });
});
