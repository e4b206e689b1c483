import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDicosBytes } from '@garita/dicos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolkitFiles } from '../../../packages/dicos/testing/files.ts';
import { dxSample } from '../../../packages/dicos/testing/instances.ts';
import { runGarita } from '../run-garita.fixture.ts';

let dir: string;
const bytes = writeDicosBytes(dxSample());
const path = (name: string) => join(dir, name);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-inspect-'));
  await writeFile(path('dx.dcs'), bytes);
  await writeFile(path('cut.dcs'), bytes.subarray(0, bytes.length - 100));
  await writeFile(path('letter.pdf'), '%PDF-1.7\n');
  await writeFile(path('empty'), '');
  await writeFile(path('private'), 'x');
  await chmod(path('private'), 0);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('garita inspect', () => {
  test('says what a DICOS file is, where its pixels lie and what was found', async () => {
    const { code, out } = await runGarita(['inspect', path('dx.dcs'), '--json']);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['file', 'type', 'sizeBytes', 'sha256', 'dicom', 'findings']);
    expect(answer).toMatchObject({
      file: path('dx.dcs'),
      type: 'dicom',
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      dicom: { kind: 'DX', pixels: { tag: '(7FE0,0010)', length: 480, frames: 1, rows: 12, columns: 20 } },
    });
    const { offset, length } = answer.dicom.pixels;
    expect(offset + length).toBeLessThanOrEqual(bytes.length);
  });

  test('ends with 1 when something is wrong inside, and says what', async () => {
    const [json, words] = await Promise.all([
      runGarita(['inspect', path('cut.dcs'), '--json']),
      runGarita(['inspect', path('cut.dcs')], { LC_ALL: 'es_MX.UTF-8' }),
    ]);
    expect([json.code, words.code]).toEqual([1, 1]);
    const codes = JSON.parse(json.out).findings.map((finding: { code: string }) => finding.code);
    expect(codes).toContain('PIXELS_TRUNCATED');
    expect(words.out).toMatch(/\n {2}Píxeles +1 × 12 × 20, 16 bits; 380 bytes desde el byte \d+\n/);
    expect(words.out).toMatch(/\n {4}error +PIXELS_TRUNCATED +\(7FE0,0010\) +En el archivo hay menos píxeles/);
  });

  test.each([
    ['letter.pdf', 'pdf', 9],
    ['empty', 'unknown', 0],
  ])('names %s by its type and hash', async (name, type, sizeBytes) => {
    const { code, out } = await runGarita(['inspect', path(name), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type, sizeBytes, dicom: null, findings: [] });
    expect(JSON.parse(out).sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['what is not there', 'nothing.dcs', 'FILE_NOT_FOUND'],
    ['a folder', '.', 'FILE_NOT_READABLE'],
    ['a device without an end', '/dev/zero', 'FILE_NOT_READABLE'],
    // Root may read everything: then there is nothing to be seen here.
    ...(process.getuid?.() === 0 ? [] : [['a file without permission', 'private', 'FILE_NOT_READABLE']]),
  ])('ends with 2 for %s', async (_, name = '', code) => {
    const ended = await runGarita(['inspect', name.startsWith('/') ? name : path(name), '--json']);
    expect(ended.code).toBe(2);
    expect(JSON.parse(ended.out).error.code).toBe(code);
    expect(ended.err).toBe('');
  });

  test('lets nothing in a file move the cursor', async () => {
    const hostile = Buffer.from(bytes);
    const at = hostile.indexOf('MSKU1234565');
    hostile.write('\x1b[2J\x1b[1;1H', at, 'latin1');
    await writeFile(path('hostile.dcs'), hostile);
    const { out } = await runGarita(['inspect', path('hostile.dcs')]);
    expect(out).toContain('[2J');
    expect(out).not.toContain('\x1b');
  });

  const files = toolkitFiles();
  test.skipIf(files.length === 0)('finds no error in files of the reference toolkit', async () => {
    for (const file of files.slice(0, 3)) {
      const { code, out } = await runGarita(['inspect', file.path]);
      expect([file.name, code]).toEqual([file.name, 0]);
      expect(out).toContain('DICOS');
      expect(out).toContain('0 errors');
    }
  });
});
