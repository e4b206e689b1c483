import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdFolder } from './hold-folder.ts';
import { startDemo } from './start-demo.ts';

test.each([false, true])(
  'a second demo in a running one’s folder changes nothing there (--fresh: %s)',
  async (fresh) => {
    const folder = await mkdtemp(join(tmpdir(), 'garita-held-'));
    const record = '{"version":1,"ports":{"mx":{"people":1,"machines":2},"us":{"people":3,"machines":4}}}';
    await writeFile(join(folder, 'demo.json'), record);
    const letGo = holdFolder(folder);
    await expect(startDemo({ folder, fresh })).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    expect(await readFile(join(folder, 'demo.json'), 'utf8')).toBe(record);
    letGo();
    holdFolder(folder)();
  },
);

test('a folder that holds something else gets not even a lock', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'garita-other-'));
  await writeFile(join(folder, 'holiday.jpg'), '');
  await expect(startDemo({ folder, fresh: true })).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' });
  await expect(startDemo({ folder: join(folder, 'holiday.jpg') })).rejects.toMatchObject({
    code: 'FOLDER_NOT_WRITABLE',
  });
  expect(await readdir(folder)).toEqual(['holiday.jpg']);
});
