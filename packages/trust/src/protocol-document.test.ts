import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PRIVATE_KINDS, PUBLIC_KINDS, REFUSAL_CODES, ROLES } from './index.ts';

const repository = new URL('../../../', import.meta.url);
const [page, equipmentPage] = ['statement.md', 'equipment.md'].map((name) =>
  readFileSync(new URL(`docs/protocol/${name}`, repository), 'utf8'),
) as [string, string];
const both = page + equipmentPage;
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

test('the vector files that it and equipment.md name exist, and they name them all', () => {
  const named = new Set(both.match(/[a-z0-9-]+\.json/g));
  expect(named).toEqual(new Set(readdirSync(vectors)));
  for (const path of both.match(/(testdata|packages)\/[\w./-]+\.ts/g) ?? []) {
    expect(existsSync(new URL(path, repository)), path).toBe(true);
  }
});

test('every hash in their examples, whole or shortened, is in the vectors', () => {
  const shortened = [...both.matchAll(/([0-9a-f]{4})…([0-9a-f]{4})/g)];
  const whole = both.match(/[0-9a-f]{64}/g) ?? [];
  expect([shortened.length, whole.length]).toEqual([13, 12]);
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
