import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb, builtWeb } from './build.ts';

// A workspace of one small script, so that what is tested is the building and not Vite.
let root: string;
const source = () => join(root, 'web', 'src', 'main.ts');
const say = (what: string) => writeFile(source(), `document.title = '${what}';\nconsole.log('${'x'.repeat(2000)}');\n`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'garita-build-'));
  await mkdir(dirname(source()), { recursive: true });
  await mkdir(join(root, 'packages', 'words', 'src'), { recursive: true });
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'web', 'vite.config.ts'), 'export default {};\n');
  await writeFile(join(root, 'web', 'index.html'), '<!doctype html><script type="module" src="/src/main.ts"></script>');
  await say('one');
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function scriptIn(folder: string, ending = '.js'): Promise<Buffer> {
  const names = await readdir(join(folder, 'assets'));
  return readFile(join(folder, 'assets', names.find((name) => name.endsWith(ending)) ?? ''));
}

test('what is built is there whole, compressed too, and the next who asks gets it at once', async () => {
  expect(await builtWeb({ root })).toBeUndefined();
  const first = await buildWeb({ root });
  expect(first.cached).toBe(false);
  const script = await scriptIn(first.folder);
  expect(script.toString()).toContain('one');
  expect(gunzipSync(await scriptIn(first.folder, '.gz'))).toEqual(script);
  expect(brotliDecompressSync(await scriptIn(first.folder, '.br'))).toEqual(script);
  expect(await buildWeb({ root })).toMatchObject({ folder: first.folder, cached: true });
  expect(await builtWeb({ root })).toBe(first.folder);
});

test('any source counts, tests do not, and a running server keeps the build it was given', async () => {
  const before = await buildWeb({ root });
  await writeFile(join(root, 'packages', 'words', 'src', 'words.test.ts'), 'test');
  expect((await buildWeb({ root })).cached).toBe(true);
  await writeFile(join(root, 'packages', 'words', 'src', 'words.ts'), 'export const word = 1;\n');
  const after = await buildWeb({ root });
  expect([after.cached, after.folder === before.folder]).toEqual([false, false]);
  expect(await builtWeb({ root })).toBe(after.folder);
  expect((await scriptIn(before.folder)).toString()).toContain('one');
});

test('two at once end with one build, and nothing half done beside it', async () => {
  await say('two');
  const [one, other] = await Promise.all([buildWeb({ root }), buildWeb({ root })]);
  expect(one.folder).toBe(other.folder);
  expect((await scriptIn(one.folder)).toString()).toContain('two');
  expect((await readdir(dirname(one.folder))).filter((name) => name.startsWith('.'))).toEqual(['.built']);
});

test('sources that cannot be built leave the build before as it was, and say why', async () => {
  const before = await builtWeb({ root });
  await writeFile(source(), 'const = ;\n');
  await expect(buildWeb({ root })).rejects.toThrow(/the web application was not built: .*main\.ts/s);
  expect(await builtWeb({ root })).toBe(before);
});
