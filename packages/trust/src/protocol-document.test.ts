import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PRIVATE_KINDS, PUBLIC_KINDS, REFUSAL_CODES, ROLES } from './index.ts';

const repository = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/protocol/statement.md', repository), 'utf8');
const vectors = new URL('testdata/trust/', repository);
const allVectors = readdirSync(vectors).map((name) => readFileSync(new URL(name, vectors), 'utf8'));

test('docs/protocol/statement.md lists every reason, in the order they are reported', () => {
  const listed = page.match(/`[A-Z]+(_[A-Z]+)+`/g)?.map((quoted) => quoted.slice(1, -1)) ?? [];
  const first = listed.indexOf('STATEMENT_MALFORMED');
  expect(listed.slice(first, first + REFUSAL_CODES.length)).toEqual(REFUSAL_CODES);
});

test('it names every role and every kind of log entry', () => {
  for (const word of [...ROLES, ...PRIVATE_KINDS, ...PUBLIC_KINDS]) expect(page).toContain(word);
});

test('the vector files it names exist, and it names them all', () => {
  const named = new Set(page.match(/[a-z0-9-]+\.json/g));
  expect(named).toEqual(new Set(readdirSync(vectors)));
  for (const path of page.match(/(testdata|packages)\/[\w./-]+\.ts/g) ?? []) {
    expect(existsSync(new URL(path, repository)), path).toBe(true);
  }
});

test('every hash in its examples, whole or shortened, is in the vectors', () => {
  const shortened = [...page.matchAll(/([0-9a-f]{4})…([0-9a-f]{4})/g)];
  const whole = page.match(/[0-9a-f]{64}/g) ?? [];
  expect([shortened.length, whole.length]).toEqual([13, 5]);
  for (const hash of whole)
    expect(
      allVectors.some((text) => text.includes(hash)),
      hash,
    ).toBe(true);
  for (const [text, head, tail] of shortened) {
    expect(
      allVectors.some((all) => new RegExp(`${head}[0-9a-f]{56}${tail}`).test(all)),
      text,
    ).toBe(true);
  }
});
