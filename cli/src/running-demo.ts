import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.ts';

export type DemoAgency = 'mx' | 'us';

/** A demo that runs now, as its folder tells it. */
export interface RunningDemo {
  readonly folder: string;
  /** Where to ask an agency's server, and as whom. */
  readonly agencies: Readonly<Record<DemoAgency, DemoServer>>;
}

export interface DemoServer {
  readonly server: string;
  /** The administrator's. */
  readonly apiKey: string;
  /** Of its other people, by id. */
  readonly people: Readonly<Record<string, string>>;
}

export const DEMO_FOLDER = 'garita-demo';

/** Reads `running.json`, which is there while the demo runs. Throws DEMO_NOT_RUNNING. */
export async function findRunningDemo(folder: string): Promise<RunningDemo> {
  const path = join(folder, 'running.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new Failure('DEMO_NOT_RUNNING', `there is no ${path}`);
    throw error;
  });
  const running = parse(text);
  if (!running) throw new Failure('DEMO_NOT_RUNNING', `${path} is not what a demo writes`);
  // A demo that was killed leaves the file behind.
  if (!isAlive(running.pid)) throw new Failure('DEMO_NOT_RUNNING', `its process ${running.pid} has ended`);
  return { folder, agencies: running.agencies };
}

function parse(text: string) {
  try {
    const { pid, agencies } = JSON.parse(text);
    const [mx, us] = [agencies.mx, agencies.us].map(
      ({ api, key, people = {} }): DemoServer => ({ server: String(api), apiKey: String(key), people }),
    );
    return mx && us && Number.isSafeInteger(pid) && pid > 0 ? { pid: pid as number, agencies: { mx, us } } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The enrolled lane through which people bring files of their own into the demo. */
export function demoImportLane({ folder }: RunningDemo): { readonly folder: string; readonly inbox: string } {
  return { folder: join(folder, 'lanes', 'import-01'), inbox: join(folder, 'inbox') };
}
