import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGarita } from '../run-garita.fixture.ts';
import { type DemoForCommands, demoForCommands, letter, sha256 } from './demo-for-commands.fixture.ts';

let here: DemoForCommands;
/** At the partner; the first test exports it, the others look at that. */
let scan: string;
const path = (...parts: string[]) => here.path(...parts);
const inDemo = (...words: string[]) => here.inDemo(...words);

beforeAll(async () => {
  here = await demoForCommands();
  const [sent] = await here.sent(path('files', 'dx.dcs'), path('files', 'note.txt'));
  scan = sent?.scan ?? '';
});
afterAll(() => here?.end());

describe('garita export and verify', () => {
  const bundle = () => path('bundles', `${scan.slice(0, 16)}.garita`);
  const roots = () => ['mx', 'us'].flatMap((agency) => ['--root', path('bundles', `${agency}-root.crt`)]);

  test('write a scan by the beginning of its hash, and find it proven', async () => {
    await mkdir(path('bundles'));
    const { code, out } = await inDemo('export', scan.slice(0, 12), '--out', path('bundles'), '--roots', '--json');
    expect(code).toBe(0);
    const bytes = await readFile(bundle());
    expect(JSON.parse(out)).toMatchObject({ scan, file: bundle(), size: bytes.length, sha256: sha256(bytes) });
    expect(await readdir(path('bundles'))).toEqual([basename(bundle()), 'mx-root.crt', 'us-root.crt'].sort());

    const verified = await runGarita(['verify', bundle(), ...roots(), '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ verified: true, problems: [] });
    const words = await runGarita(['verify', bundle(), ...roots(), '--lang', 'es']);
    expect(words.out).toMatch(/^VERIFICADO\. Queda demostrado:\n/);
  });

  test('the recipient’s own copy proves the same, and any server can be asked by its address', async () => {
    const copy = path('bundles', 'copy of us.garita');
    const us = JSON.parse(await readFile(join(here.folder, 'running.json'), 'utf8')).agencies.us;
    await writeFile(path('us.key'), `${us.key}\n`);
    const { code, out } = await runGarita([
      'export',
      scan,
      '--server',
      us.api,
      '--api-key-file',
      path('us.key'),
      '--out',
      copy,
    ]);
    expect(code).toBe(0);
    expect(out).toContain(`garita verify '${copy}' --root A.crt --root B.crt`);
    expect((await runGarita(['verify', copy, ...roots(), '--json'])).code).toBe(0);
  });

  test('an altered bundle is not verified: exit 1, and the member is named', async () => {
    const bytes = await readFile(bundle());
    const at = bytes.indexOf(letter);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path('bundles', 'altered.garita'), bytes);
    const { code, out } = await runGarita(['verify', path('bundles', 'altered.garita'), ...roots(), '--json']);
    expect(code).toBe(1);
    const { problems, verified } = JSON.parse(out);
    expect(verified).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ member: expect.stringMatching(/^objects\//) }));
  });

  test.each([
    ['an unknown scan', () => ['export', 'ffff'.repeat(16), '--folder', here.folder], 'SCAN_NOT_RECEIPTED'],
    ['a beginning nobody has', () => ['export', '0000000000', '--folder', here.folder], 'SCAN_UNKNOWN'],
    ['what names no scan', () => ['export', '../etc', '--folder', here.folder], 'SCAN_UNKNOWN'],
    [
      'a server that is not there',
      () => ['export', scan, '--server', 'http://127.0.0.1:1', '--key', 'k'],
      'SERVER_UNREACHABLE',
    ],
    [
      'a wrong key',
      () => ['export', scan, '--server', here.demo.agencies[0]?.address ?? '', '--key', 'k'],
      'KEY_UNKNOWN',
    ],
    ['a file that is no bundle', () => ['verify', path('files', 'dx.dcs'), ...roots()], 'BUNDLE_UNRECOGNISED'],
    ['one root for both', () => ['verify', bundle(), ...roots().slice(0, 2)], 'ROOTS_INVALID'],
    [
      'a root that is no certificate',
      () => ['verify', bundle(), '--root', path('us.key'), ...roots()],
      'ROOTS_INVALID',
    ],
    ['a folder for a bundle', () => ['verify', path(), ...roots()], 'FILE_NOT_READABLE'],
  ])('end with 2 for %s', async (_, words, expected) => {
    const { code, out } = await runGarita([...words(), '--json']);
    expect([code, JSON.parse(out).error.code]).toEqual([2, expected]);
  });
});
