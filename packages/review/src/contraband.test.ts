import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONTRABAND_KINDS, isThreatCategory, threatCategoryOf } from './index.ts';

const page = readFileSync(new URL('../../../docs/standards/contraband.md', import.meta.url), 'utf8');

test('docs/standards/contraband.md says each kind’s category as the code has it, and why', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)`\s*\| ([A-Z]+)\s*\| (.{10,}?)\s*\|$/gm)];
  expect(rows.map(([, kind]) => kind)).toEqual(CONTRABAND_KINDS);
  for (const [, kind = '', category = ''] of rows) {
    expect([kind, threatCategoryOf(kind)]).toEqual([kind, category]);
    expect(isThreatCategory(category)).toBe(true);
  }
});

test('a kind that is not ours has category OTHER, also one that every object has', () => {
  expect([threatCategoryOf('plutonium'), threatCategoryOf('constructor')]).toEqual(['OTHER', 'OTHER']);
});

test('every kind has a name in both languages of the web', () => {
  for (const language of ['es', 'en']) {
    const catalogue = readFileSync(new URL(`../../../web/src/i18n/${language}/domain.ts`, import.meta.url), 'utf8');
    for (const kind of CONTRABAND_KINDS) expect(catalogue).toContain(`'contraband.${kind}'`);
  }
});
