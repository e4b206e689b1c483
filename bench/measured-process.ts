import { type ChildProcess, fork } from 'node:child_process';

export interface Usage {
  /** User and system time since the process began, seconds. */
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

export interface Measured {
  /** What it said when it was ready. */
  readonly ready: { readonly port?: number };
  usage(): Promise<Usage>;
  /** Highest resident memory seen while `work` ran, bytes; looked at ten times a second. */
  peakDuring(work: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a program of this folder and waits until it is ready. */
export async function startMeasured(program: string, args: readonly string[]): Promise<Measured> {
  const child: ChildProcess = fork(new URL(program, import.meta.url), [...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answers: ((message: { cpu: NodeJS.CpuUsage; rss: number }) => void)[] = [];
  const ready = await new Promise<{ port?: number }>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
    child.on('message', (message: { ready?: boolean; port?: number; cpu: NodeJS.CpuUsage; rss: number }) => {
      if (message.ready) resolve(message);
      else answers.shift()?.(message);
    });
  });
  const usage = async () => {
    const { cpu, rss } = await new Promise<{ cpu: NodeJS.CpuUsage; rss: number }>((resolve) => {
      answers.push(resolve);
      child.send({ usage: true });
    });
    return { cpuSeconds: (cpu.user + cpu.system) / 1e6, rssBytes: rss };
  };
  return {
    ready,
    usage,
    async peakDuring(work) {
      let peak = 0;
      let done = false;
      const look = async () => {
        while (!done) {
          peak = Math.max(peak, (await usage()).rssBytes);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      const looking = look();
      await work().finally(() => {
        done = true;
      });
      await looking;
      return peak;
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}
