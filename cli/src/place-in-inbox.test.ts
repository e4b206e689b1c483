import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAt } from '@garita/lane';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freeName, placeInInbox } from './place-in-inbox.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'garita-place-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a name in a scan', () => {
  const long = `${'ñ'.repeat(200)}.dcs`;
  test.each([
    ['stays what the file is called', '/media/usb/CT.dcs', [], 'CT.dcs'],
    ['gets a number when another file has it', 'b/CT.dcs', ['CT.dcs'], 'CT-2.dcs'],
    ['and the next one', 'c/CT.dcs', ['CT.dcs', 'CT-2.dcs'], 'CT-3.dcs'],
    ['is never the one that describes the scan', 'scan.json', [], 'scan-2.json'],
    ['nor the one that says it is complete', '.ready', [], '.ready-2'],
    ['holds nothing a statement refuses', 'a\u202eb\\c\n.dcs', [], 'a_b_c_.dcs'],
    ['is cut to 128 characters, its ending kept', long, [], `${'ñ'.repeat(124)}.dcs`],
  ])('%s', (_, path, taken, expected) => {
    expect(freeName(path, new Map(taken.map((name) => [name, ''])))).toBe(expected);
  });
});

describe('what is placed in an inbox', () => {
  test('is whole, ready, and known by the origin that the lane will see', async () => {
    await writeFile(join(dir, 'a.txt'), 'a');
    const inbox = join(dir, 'inbox');
    const files = [{ path: join(dir, 'a.txt'), size: 1 }];
    const { name, origin } = await placeInInbox(
      inbox,
      { files, kind: 'bag' },
      { signal: new AbortController().signal },
    );
    expect(await readdir(inbox)).toEqual([name]);
    expect(await lookAt(inbox, name)).toMatchObject({
      ready: true,
      fingerprint: origin,
      files: [join(inbox, name, 'a.txt')],
    });
    expect(JSON.parse(await readFile(join(inbox, name, 'scan.json'), 'utf8'))).toEqual({ ooi: { kind: 'bag' } });
  });

  test('is nothing when it was interrupted or a file is gone', async () => {
    const inbox = join(dir, 'empty');
    const files = [{ path: join(dir, 'a.txt'), size: 1 }];
    const gone = [...files, { path: join(dir, 'gone'), size: 1 }];
    const signal = new AbortController().signal;
    await expect(placeInInbox(inbox, { files: gone, kind: 'bag' }, { signal })).rejects.toThrow('ENOENT');
    const aborted = AbortSignal.abort();
    await expect(placeInInbox(inbox, { files, kind: 'bag' }, { signal: aborted })).rejects.toThrow(/abort/);
    expect(await readdir(inbox)).toEqual([]);
  });
});
