// Runs the real program as a process of its own, for tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningGarita {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves with what was printed so far, once it holds this text. */
  printed(text: string): Promise<string>;
}

export function startGarita(words: readonly string[], env: NodeJS.ProcessEnv = {}, ipc = false): RunningGarita {
  const child = spawn(process.execPath, [MAIN, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', GARITA_SERVER: '', GARITA_API_KEY: '', ...env },
  });
  let [out, err] = ['', ''];
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (bytes) => {
    out += bytes;
    for (const look of waiting) look();
  });
  child.stderr?.on('data', (bytes) => {
    err += bytes;
  });
  // With a channel that the parent closed, Node tells `exit` and never `close`.
  const end = ipc ? 'exit' : 'close';
  const ended = new Promise<Ended>((resolve) => child.once(end, (code) => resolve({ code, out, err })));
  return {
    child,
    ended,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = () => out.includes(text) && waiting.delete(look) && resolve(out);
        waiting.add(look);
        void ended.then(() => reject(new Error(`it ended without “${text}”: ${err}`)));
        look();
      }),
  };
}

export function runGarita(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return startGarita(words, env).ended;
}
