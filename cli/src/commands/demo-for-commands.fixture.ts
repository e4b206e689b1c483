// One running demo for tests of the commands that ask it, each as a process of its own, and files to send.
import { createHash, randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningDemo, startDemo } from '@garita/demo';
import { writeDicosBytes } from '@garita/dicos';
import { copyDemo } from '../../../e2e/demo-template.fixture.ts';
import { dxSample } from '../../../packages/dicos/testing/instances.ts';
import { type Ended, runGarita } from '../run-garita.fixture.ts';

export const dicos = writeDicosBytes(dxSample());
export const letter = Buffer.from('a note of the officer at the gate\n');
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export interface DemoForCommands {
  readonly demo: RunningDemo;
  /** The demo's folder; beside it lie `files` with `dx.dcs`, `note.txt`, `other/note.txt` and `cut.dcs`. */
  readonly folder: string;
  /** Inside the folder that holds all this. */
  path(...parts: string[]): string;
  inDemo(...words: string[]): Promise<Ended>;
  /** Sends the named files with `--wait`; the scans as `garita send` tells them. */
  sent(...words: string[]): Promise<readonly { readonly scan: string; readonly state: string }[]>;
  end(): Promise<void>;
}

export async function demoForCommands(): Promise<DemoForCommands> {
  const dir = await mkdtemp(join(tmpdir(), 'garita-commands-'));
  const path = (...parts: string[]) => join(dir, ...parts);
  await mkdir(path('files', 'other'), { recursive: true });
  await writeFile(path('files', 'dx.dcs'), dicos);
  await writeFile(path('files', 'note.txt'), letter);
  await writeFile(path('files', 'other', 'note.txt'), 'another note');
  await writeFile(path('files', 'cut.dcs'), dicos.subarray(0, dicos.length - 100));
  const folder = path('demo');
  await copyDemo(folder);
  // Not the demo's usual ports: other tests, or a person's own demo, may be about to take those.
  const basePort = 20_000 + 4 * randomInt(7_000);
  const demo = await startDemo({ folder, quietLanes: true, web: false, basePort, patienceSeconds: 1 });
  const inDemo = (...words: string[]) => runGarita([...words, '--folder', folder]);
  return {
    demo,
    folder,
    path,
    inDemo,
    async sent(...words) {
      const { out } = await inDemo('send', ...words, '--wait', '--json');
      return JSON.parse(out).scans;
    },
    async end() {
      await demo.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
