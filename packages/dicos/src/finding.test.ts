import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FINDING_SEVERITY, type FindingCode, FindingList } from './finding.ts';

const DOCUMENT = fileURLToPath(new URL('../../../docs/standards/dicos.md', import.meta.url));

describe('findings', () => {
  test('are all documented, with their severity, and no other is', () => {
    const rows = readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `([A-Z_]+)`\s*\| (error|warning|note)/gm);
    const documented = Object.fromEntries(Array.from(rows, ([, code, severity]) => [code, severity]));
    expect(documented).toEqual(FINDING_SEVERITY);
  });

  test('the document names files and tests that exist', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    const here = fileURLToPath(new URL('.', import.meta.url));
    const names = [...text.matchAll(/`([a-z-]+(?:\.generated|\.test|\.peers\.test)?\.ts)`/g)].map(([, name]) => name);
    const sources = new Map(names.map((name) => [name, readFileSync(`${here}${name}`, 'utf8')]));
    for (const [, name, titles] of text.matchAll(/`([a-z.-]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)) {
      for (const [, title] of (titles ?? '').matchAll(/"([^"]+)"/g)) expect(sources.get(name)).toContain(title);
    }
    expect(sources.size).toBeGreaterThan(20);
  });

  test('of one kind are told a few times, whatever their number', () => {
    const list = new FindingList();
    for (let index = 0; index < 1000; index += 1) list.add('LENGTH_ODD' satisfies FindingCode, 'odd', index);
    list.add('META_MISSING', 'none');
    expect(list.list()).toHaveLength(17);
    expect(list.list()[16]).toEqual({ code: 'META_MISSING', severity: 'error', detail: 'none' });
  });
});
