// One agency's server as the process a person would run: it can be stopped, killed and looked at from outside.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../cli/src/main.ts', import.meta.url));

export class ServerProcess {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #messages = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when it serves; rejects with its last words when it ends before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [CLI, 'serve', '--folder', this.#folder, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (bytes: Buffer) => {
      this.#messages += bytes.toString('utf8');
    });
    const from = this.#messages.length;
    await new Promise<void>((resolve, reject) => {
      // The first line says `ready`.
      child.stdout.once('data', () => resolve());
      child.stdout.resume();
      child.once('exit', (code, signal) =>
        reject(new Error(`the server ended with ${signal ?? code}: ${this.#messages.slice(from)}`)),
      );
    });
  }

  get pid(): number {
    return this.#running().pid ?? 0;
  }

  /** Everything it told its operator, over all its starts. */
  get messages(): string {
    return this.#messages;
  }

  /** `kill -9`: nothing in the process runs any more. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop, as an operator does; answers how long that took, ms. Throws when it did not end well. */
  async stop(): Promise<number> {
    const asked = performance.now();
    const { code, signal } = await this.#end('SIGTERM');
    if (code !== 0) throw new Error(`the server ended with ${signal ?? code}: ${this.#messages.slice(-2_000)}`);
    return performance.now() - asked;
  }

  /** Memory that it holds now, bytes. */
  rssBytes(): number {
    const status = `/proc/${this.pid}/status`;
    if (existsSync(status)) return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.pid)], { encoding: 'utf8' })) * 1024;
  }

  get running(): boolean {
    const { exitCode, signalCode } = this.#child ?? { exitCode: 0, signalCode: null };
    return exitCode === null && signalCode === null;
  }

  #running(): ChildProcess {
    if (!this.#child || !this.running) throw new Error('the server is not running');
    return this.#child;
  }

  async #end(by: 'SIGKILL' | 'SIGTERM') {
    const child = this.#running();
    const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    child.kill(by);
    const [code, signal] = await ended;
    return { code, signal };
  }
}
