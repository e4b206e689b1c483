// What the documents say must be so: links, paths, commands, error codes, addresses, both languages.
import { existsSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { ERRORS } from '@garita/api';
import { isReasonCode } from '@garita/evaluation';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../cli/src/command-list.ts';
import { mandateProblems } from './mandate-rows.ts';
import {
  anchorsOf,
  codeOf,
  codeSpansOf,
  type Document,
  documents,
  filesOf,
  linksOf,
  ROOT,
  readText,
  rowsOf,
} from './markdown.ts';

const all = documents();
const named = (path: string) => all.find((document) => document.path === path) as Document;

/** Every failing claim, as `document: claim`. */
function failing(claims: (document: Document) => readonly string[], from: readonly Document[] = all): string[] {
  return from.flatMap((document) => claims(document).map((claim) => `${document.path}: ${claim}`));
}

describe('the documents', () => {
  test('are found, the main ones among them', () => {
    const paths = all.map(({ path }) => path);
    for (const path of ['README.md', 'README.es.md', 'ARCHITECTURE.md', 'docs/threats.md', 'docs/protocol/README.md'])
      expect(paths).toContain(path);
  });

  test('link to what is there', () => {
    const broken = failing(({ path, text }) =>
      linksOf(text).filter((target) => {
        if (/^[a-z]+:/.test(target)) return false;
        const [file = '', anchor] = target.split('#');
        const at = file === '' ? path : normalize(join(dirname(path), file)).replace(/\/$/, '');
        if (!existsSync(join(ROOT, at))) return true;
        return anchor !== undefined && !anchorsOf(readText(at)).includes(anchor);
      }),
    );
    expect(broken).toEqual([]);
  });

  test('name files that exist', () => {
    const tops = new Set([...filesOf('*/package.json').map(dirname), 'packages', 'docs', 'testdata', 'e2e', 'bench']);
    // The vectors' own pages name places in the repositories they come from.
    const ours = all.filter(({ path }) => !path.startsWith('testdata/'));
    const missing = failing(
      ({ text }) =>
        codeSpansOf(text).filter((span) => {
          const path = span.replace(/\/$/, '');
          const isOurs = /^[\w.-]+(\/[\w.-]+)+$/.test(path) && tops.has(path.split('/')[0] ?? '');
          return isOurs && !existsSync(join(ROOT, path));
        }),
      ours,
    );
    expect(missing).toEqual([]);
  });

  test('of standards, threats and mandate name sources that exist, by their names alone too', () => {
    const sources = new Set(filesOf('**/*.ts').map((path) => basename(path)));
    const strict = all.filter(({ path }) => /^docs\/(threats\.md|mandate\.md|standards\/)/.test(path));
    const missing = failing(
      ({ text }) => codeSpansOf(text).filter((span) => /^[\w.-]+\.ts$/.test(span) && !sources.has(span)),
      strict,
    );
    expect(missing).toEqual([]);
  });

  test('name npm scripts that exist', () => {
    const packages = filesOf('{.,packages/*,*}/package.json').map((path) => JSON.parse(readText(path)));
    const scripts = (workspace: string) => packages.find(({ name }) => name === workspace)?.scripts ?? {};
    const missing = failing(({ text }) =>
      codeOf(text).filter((code) => {
        const [, script, workspace = 'garita'] = /npm run ([a-z][\w:-]*)(?:.* -w (\S+))?/.exec(code) ?? [];
        return script !== undefined && scripts(workspace)[script] === undefined;
      }),
    );
    expect(missing).toEqual([]);
    for (const script of ['start', 'test']) expect(scripts('garita')).toHaveProperty(script);
  });

  test('name commands that exist, and their own commands', async () => {
    const calls = all.flatMap(({ path, text }) =>
      codeOf(text).flatMap((code) =>
        [...code.matchAll(/(?<=^|[\s$])garita ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/g)].map(
          ([call, name = '', below]) => ({ path, call, name, below }),
        ),
      ),
    );
    const missing: string[] = [];
    for (const { path, call, name, below } of calls) {
      const listed = COMMANDS.find((command) => command.name === name);
      if (name === 'help') continue;
      if (!listed || !existsSync(join(ROOT, `cli/src/commands/${name}.ts`))) missing.push(`${path}: ${call}`);
      else if (below !== undefined) {
        const { commands } = await listed.load();
        if (commands.length > 0 && !commands.some((command) => command.name() === below))
          missing.push(`${path}: ${call}`);
      }
    }
    expect(calls.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  test('name error codes, and reasons of decisions, that exist', () => {
    const shape = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
    const other = /^(GARITA_|LC_|NO_COLOR$|SHARING_SCHEMA$)/;
    // Findings in files are no errors of ours; their page has a test of its own in packages/dicos.
    const ours = all.filter(({ path }) => path !== 'docs/standards/dicos.md');
    const unknown = failing(
      ({ text }) =>
        codeSpansOf(text).filter(
          (span) => shape.test(span) && !other.test(span) && !(span in ERRORS) && !isReasonCode(span),
        ),
      ours,
    );
    expect(unknown).toEqual([]);
  });

  test('name no place of a machine they were written on', () => {
    const told = failing(({ text }) => text.match(/(?<![\w/])\/(?:work|home|root|Users)\/[\w.-]+/g) ?? []);
    expect(told).toEqual([]);
    expect(readText('docs/images/terminal.svg')).not.toMatch(/\/(?:work|home|root|Users)\//);
  });
});

describe('the protocol’s overview', () => {
  const overview = named('docs/protocol/README.md').text;
  const plain = (path: string) => path.replace(/\?.*$/, '').replace(/:\w+|\b[A-Z]{1,6}\b|\*|…/g, '*');

  test('lists every path that the server answers, and no other', () => {
    const routes = filesOf('server/src/**/*.ts')
      .filter((path) => !/\.(test|fixture)\.ts$/.test(path))
      .flatMap((path) => [
        ...readText(path).matchAll(/\bapp\s*\.(get|post|put|patch|head|delete)(?:<.*>)?\(\s*'([^']+)'/g),
      ])
      .map(([, method = '', path = '']) => `${method.toUpperCase()} ${plain(path)}`);
    const [machines = '', people = ''] = overview.split('## For people');
    const listed = [...rowsOf(machines).map(([cell = '']) => cell), ...rowsOf(people).map(([cell = '']) => cell)];
    const told = listed.flatMap((cell) =>
      codeSpansOf(cell).flatMap((span) => {
        const [, methods, path = ''] = /^((?:[A-Z]+ )+)(\/\S*)$/.exec(span) ?? [];
        const whole = people.includes(`| ${cell} |`) ? `/api/v1${path}` : path;
        return (methods ?? '')
          .trim()
          .split(' ')
          .filter(Boolean)
          .map((method) => `${method} ${plain(whole)}`);
      }),
    );
    expect([...new Set(told)].sort()).toEqual([...new Set(routes)].sort());
  });
});

describe('the README', () => {
  const [english, spanish] = [named('README.md').text, named('README.es.md').text];
  const neutral = (text: string) => text.replace(/\b(FILE|ARCHIVO)\b/g, 'FILE').replace(/\b(SCAN|ESCANEO)\b/g, 'SCAN');
  const commandsIn = (text: string) =>
    codeOf(neutral(text))
      .map((line) => line.replace(/ +#.*$/, ''))
      .filter((line) => /^(npm|npx|node) /.test(line));

  test('is the same in both languages: commands, links, parts', () => {
    expect(commandsIn(english)).toContain('npm ci && npm start');
    expect(commandsIn(spanish)).toEqual(commandsIn(english));
    const linksIn = (text: string) => linksOf(text).map((target) => target.replace('.es.', '.'));
    expect(linksIn(spanish)).toEqual(linksIn(english));
    expect(anchorsOf(spanish)).toHaveLength(anchorsOf(english).length);
  });

  test.each([
    ['English', english],
    ['Spanish', spanish],
  ])('in %s leads to everything else', (_, text) => {
    const targets = linksOf(text);
    for (const page of filesOf('docs/{*.md,*/README.md,operating/*.md}')) expect(targets).toContain(page);
    for (const page of ['ARCHITECTURE.md', 'GLOSSARY.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'LICENSE'])
      expect(targets).toContain(page);
  });
});

describe('the mandate', () => {
  const mandate = named('docs/mandate.md').text;

  test('has every clause in both languages, with a page and a test, or says that it is not served yet', () => {
    expect(mandateProblems(mandate)).toEqual([]);
  });

  test('is noticed when a row, a language, a page or a test is missing', () => {
    const [row = ''] = mandate.match(/^\| C4 \|.*$/m) ?? [];
    const cells = row.split('|');
    const without = (cell: number, put = ' ') => mandate.replace(row, cells.with(cell, put).join('|'));
    expect(mandateProblems(mandate.replace(`${row}\n`, ''))).not.toEqual([]);
    for (const cell of [2, 3, 4, 5]) expect(mandateProblems(without(cell))).toHaveLength(1);
    expect(mandateProblems(without(3, ' Signatures for every share '))).toEqual([
      'C4: what a person sees lacks a language',
    ]);
    expect(mandateProblems(without(3, ' Not served yet / Aún no se atiende '))).toEqual([
      'C4: it is served, or must be',
    ]);
    expect(mandateProblems(without(5, ' `packages/trust/src/nothing.test.ts` '))).toHaveLength(1);
  });
});

describe('the glossary', () => {
  test('has each word in both languages, with its meaning, once', () => {
    const rows = rowsOf(named('GLOSSARY.md').text);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter((row) => row.length !== 3 || row.some((cell) => cell === ''))).toEqual([]);
    const words = rows.map(([english]) => english);
    expect(new Set(words).size).toBe(words.length);
  });
});
