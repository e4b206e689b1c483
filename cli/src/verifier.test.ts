import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { writeBundle } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Border, makeBorder } from '../../testdata/border.ts';
import type { WorldScan } from '../../testdata/world.ts';
import { buildVerifier } from '../build-verifier.ts';

let folder: string;
let border: Border;
let scan: WorldScan;
let bundle: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-verifier-'));
  // Recent enough that nothing in it claims to come from the future.
  border = await makeBorder({ at: Date.now() - 60_000 });
  scan = await border.sender.scan();
  const parts = await border.bundle(scan);
  const open = async function* (index: number) {
    yield scan.files[index] as Uint8Array;
  };
  bundle = new Uint8Array(Buffer.concat(await Array.fromAsync(writeBundle(trustCrypto, parts, open))));
  await buildVerifier(join(folder, 'garita-verify.mjs'));
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(border.recipient.root.certificate).toString('base64')}\n-----END CERTIFICATE-----\n`;
  await writeFile(join(folder, 'scan.garita'), bundle);
  await writeFile(join(folder, 'mx.crt'), border.sender.root.certificate);
  await writeFile(join(folder, 'us.pem'), pem);
  await writeFile(join(folder, 'letter.txt'), 'x'.repeat(2000));
  await writeFile(join(folder, 'mx.cose'), border.sender.descriptorBytes);
  await writeFile(join(folder, 'list.cose'), border.sender.trustListBytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** This Node, and any other of version 20 or newer on the machine. */
function nodes(): string[] {
  const named = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].map((path) =>
    join(path, 'node'),
  );
  const versions = new Map([[process.version, process.execPath]]);
  for (const path of named.filter((path) => existsSync(path))) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
    if (Number(version.slice(1).split('.')[0]) >= 20 && !versions.has(version)) versions.set(version, path);
  }
  return [...versions.values()];
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** In a folder that holds nothing but the verifier and its inputs, with an empty environment. */
function run(args: readonly string[], node = process.execPath, env = {}): Promise<Run> {
  return new Promise((resolve) => {
    execFile(node, ['garita-verify.mjs', ...args], { cwd: folder, env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

const ROOTS = ['--root', 'mx.crt', '--root', 'us.pem'];

describe('the single-file verifier', () => {
  test.each(nodes())('verifies a bundle in an empty folder, run by %s', async (node) => {
    const { code, out, err } = await run(['scan.garita', ...ROOTS], node);
    expect(err).toBe('');
    expect(out).toContain('VERIFIED. This is proven:');
    expect(out).toContain('signs after the scanner');
    expect(code).toBe(0);
  });

  test('speaks Spanish when asked to, and when the environment does', async () => {
    const { out } = await run(['scan.garita', ...ROOTS, '--lang', 'es']);
    expect(out).toContain('VERIFICADO. Queda demostrado:');
    expect((await run(['scan.garita', ...ROOTS], process.execPath, { LANG: 'es_MX.UTF-8' })).out).toBe(out);
  });

  test('answers scripts with --json', async () => {
    const { code, out } = await run(['scan.garita', ...ROOTS, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verified: true, problems: [] });
  });

  test('judges a signed document by its agency’s descriptor, and asks for one', async () => {
    const document = ['list.cose', '--root', 'mx.crt'];
    const { code, out } = await run([...document, '--descriptor', 'mx.cose']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^VALID\. Trust list\.\n/)]);
    const strange = await run(['list.cose', '--root', 'us.pem', '--descriptor', 'mx.cose', '--json']);
    expect([strange.code, JSON.parse(strange.out)]).toMatchObject([1, { state: 'not-judged' }]);
    expect(await run(document)).toMatchObject({ code: 2, err: expect.stringMatching(/^USAGE: /) });
  });

  test('names an altered file and the reason, and exits with 1', async () => {
    const altered = bundle.slice();
    const place = Buffer.from(bundle).indexOf(scan.files[0] as Uint8Array);
    altered[place] = (altered[place] as number) ^ 1;
    await writeFile(join(folder, 'altered.garita'), altered);
    const { code, out, err } = await run(['altered.garita', ...ROOTS]);
    expect(err).toBe('');
    expect(out).toContain('objects/0-image: was altered.');
    expect(out).toContain('OBJECT_HASH_MISMATCH');
    expect(code).toBe(1);
  });

  test.each([
    ['a file that is not there', ['nothing.garita', ...ROOTS], 'ENOENT'],
    ['a folder', ['.', ...ROOTS], 'EISDIR'],
    ['some other file', ['letter.txt', ...ROOTS], 'BUNDLE_UNRECOGNISED'],
    ['one root', ['scan.garita', '--root', 'mx.crt'], 'ROOTS_INVALID'],
    ['one root twice', ['scan.garita', '--root', 'mx.crt', '--root', 'mx.crt'], 'ROOTS_INVALID'],
    ['a root that is no certificate', ['scan.garita', '--root', 'mx.crt', '--root', 'letter.txt'], 'ROOTS_INVALID'],
    ['no bundle', ROOTS, 'USAGE'],
    ['an option nobody knows', ['scan.garita', '--trust-me'], 'USAGE'],
    ['a language it does not speak', ['scan.garita', ...ROOTS, '--lang', 'fr'], 'USAGE'],
  ])('says what is wrong with %s, and exits with 2', async (_, args, code) => {
    const said = await run(args);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(new RegExp(`^${code}: `));
    expect(said.err).not.toMatch(/\n\s+at /);
    const json = await run([...args, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ error: { code } });
  });

  test('explains itself', async () => {
    expect((await run(['--help'])).out).toContain('--root AGENCY-A.crt');
  });

  test('leaves nothing behind', async () => {
    expect((await readdir(folder)).sort()).toEqual(
      [
        'altered.garita',
        'garita-verify.mjs',
        'letter.txt',
        'list.cose',
        'mx.cose',
        'mx.crt',
        'scan.garita',
        'us.pem',
      ].sort(),
    );
  });
});
