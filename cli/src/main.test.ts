import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from './command-list.ts';
import { runGarita } from './run-garita.fixture.ts';

describe('garita', () => {
  test('lists every command, and each calls itself what it is listed as and shows examples', async () => {
    const { code, out } = await runGarita(['--help']);
    expect(code).toBe(0);
    for (const { load, name, summary } of COMMANDS) {
      expect(out).toContain(`\n  ${name} `);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(summary);
      const command = await load();
      expect(command.name()).toBe(name);
      expect(command.description()).not.toBe('');
    }
  });

  test.each(['send', 'inspect', 'export', 'verify', 'fsck', 'serve'])('help of %s names examples', async (name) => {
    const { code, out } = await runGarita(['help', name]);
    expect(code).toBe(0);
    expect(out).toMatch(/Usage: garita \w+ /);
    expect(out).toContain(`$ garita ${name} `);
  });

  test.each([
    ['an unknown command', ['sned', 'x'], /unknown command 'sned'/],
    ['an unknown option', ['inspect', '--deep', 'x'], /unknown option '--deep'/],
    ['a missing argument', ['inspect'], /missing required argument 'file'/],
    ['a missing option', ['verify', 'x'], /required option '--root <file\.\.\.>' not specified/],
    ['a value out of range', ['send', 'x', '--timeout', '-1'], /above 0/],
    ['a choice that is none', ['send', 'x', '--kind', 'boat'], /Allowed choices are truck/],
    ['a command of commands alone', ['lane'], /name one of its commands/],
  ])('answers %s with a code, a sentence and a way out', async (_, words, detail) => {
    const { code, err, out } = await runGarita(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^USAGE: The command was not understood\.\n/);
    expect(err).toMatch(detail);
    expect(err).toContain('\n  What to do: ');
  });

  test('says the same in Spanish and as JSON', async () => {
    const [spanish, json] = await Promise.all([
      runGarita(['fsck'], { LC_ALL: 'es_MX.UTF-8' }),
      runGarita(['fsck', '--json']),
    ]);
    expect(spanish.err).toContain('USAGE: No se entendió la orden.');
    expect(JSON.parse(json.out)).toMatchObject({
      error: { code: 'USAGE', detail: expect.stringContaining('--folder') },
    });
    expect(json.code).toBe(2);
  });

  test('is documented: every command has its section', () => {
    const document = readFileSync(new URL('../../docs/operating/commands.md', import.meta.url), 'utf8');
    expect(COMMANDS.filter(({ name }) => !document.includes(`\n## ${name}\n`)).map(({ name }) => name)).toEqual([]);
  });
});
