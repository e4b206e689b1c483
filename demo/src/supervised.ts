import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isErrorCode } from '@garita/api';
import { DemoError } from './demo-error.ts';

const RESTART_MS = 1_000;
/** Node's own place for it. Eight processes that all compile the same modules are half of a cold start. */
const COMPILE_CACHE = join(tmpdir(), 'node-compile-cache');
/** After this long a child that was asked to stop is stopped. */
const PATIENCE_MS = 10_000;

const HELD_TIMES = 12;

export interface Supervised {
  /** Resolves with the first message of a run that `isReady` accepts; rejects when the first run ends before. */
  readonly ready: Promise<unknown>;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface SupervisedOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Where the child's own messages go. */
  readonly messages: string;
  isReady(message: unknown): boolean;
  onMessage?(message: unknown): void;
  /** The child ended without being asked to; it is started again. */
  onCrash?(how: string): void;
  /** Ends by itself when its work is done: not started again after exit 0. */
  readonly mayEnd?: boolean;
}

/** Runs a program of ours as a child and starts it again when it dies, as an init system would. */
export async function supervise(options: SupervisedOptions): Promise<Supervised> {
  await mkdir(dirname(options.messages), { recursive: true });
  let child: ChildProcess | undefined;
  let stopping = false;
  let restarting: NodeJS.Timeout | undefined;
  let lastWords = '';
  let wasReady = false;
  let heldTimes = 0;
  const { promise: ready, resolve, reject } = Promise.withResolvers<unknown>();

  const run = () => {
    const messages = createWriteStream(options.messages, { flags: 'a' });
    child = fork(options.program, [...options.args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env },
    });
    child.stdout?.pipe(messages, { end: false });
    child.stderr?.pipe(messages, { end: false });
    child.stderr?.on('data', (bytes: Buffer) => {
      lastWords = `${lastWords}${bytes.toString('utf8')}`.slice(-2_000);
    });
    child.on('message', (message) => {
      if (options.isReady(message)) {
        wasReady = true;
        resolve(message);
      }
      options.onMessage?.(message);
    });
    child.on('exit', (code, signal) => {
      messages.end();
      if (stopping || (options.mayEnd && code === 0)) return;
      const why = failureOf(lastWords) ?? new Error(lastWords.trim() || `ended with ${signal ?? code}`);
      lastWords = '';
      // After a kill -9 the child of the run before may still be on its way out.
      const isHeld = why instanceof DemoError && why.code === 'FOLDER_IN_USE' && ++heldTimes <= HELD_TIMES;
      if (!wasReady && !isHeld) return reject(why);
      if (wasReady) options.onCrash?.(`${signal ?? code}`);
      restarting = setTimeout(run, RESTART_MS);
    });
  };
  run();
  ready.catch(() => undefined);

  return {
    ready,
    get pid() {
      return child?.pid;
    },
    async stop() {
      stopping = true;
      clearTimeout(restarting);
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const patience = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS);
        running.once('exit', () => {
          clearTimeout(patience);
          resolve();
        });
        if (running.connected) running.disconnect();
        else running.kill('SIGTERM');
      });
    },
  };
}

/** What a command of ours says when it cannot go on: a code and a sentence, then the detail on the next line. */
function failureOf(words: string): DemoError | undefined {
  const [, code = '', detail = ''] = /^([A-Z_]+): .*\n {2}(.*)$/m.exec(words) ?? [];
  return isErrorCode(code) ? new DemoError(code, detail) : undefined;
}
