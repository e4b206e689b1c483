import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const folder = () => mkdtemp(join(tmpdir(), 'garita-lock-'));

describe('a folder', () => {
  test('is held by one opener, and free again after release', async () => {
    const dir = await folder();
    const first = lockFolder(dir);
    expect(() => lockFolder(dir)).toThrow(expect.objectContaining({ code: 'FOLDER_IN_USE' }));
    expect(() => lockFolder(dir)).toThrow(new RegExp(`process ${process.pid}`));
    first.release();
    const second = lockFolder(dir);
    expect(second.takenOverFrom).toBeUndefined();
    second.release();
  });

  test('is refused while another process holds it, and taken over once that was killed', async () => {
    const dir = await folder();
    const module = new URL('./folder-lock.ts', import.meta.url).href;
    const script = `const { lockFolder } = await import(${JSON.stringify(module)}); lockFolder(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(() => lockFolder(dir)).toThrow(new RegExp(`process ${holder.pid}`));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = lockFolder(dir);
    expect(lock.takenOverFrom).toBe(holder.pid);
    lock.release();
  });
});
