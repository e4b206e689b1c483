import { resolve } from 'node:path';
import { Command } from 'commander';
import { preferredLanguage } from '../failure.ts';
import { onStop } from '../on-stop.ts';
import { VERSION } from '../version.ts';

interface ServeOptions {
  readonly folder: string;
  readonly json?: boolean;
  /** A folder; `true` for the newest build here, `false` for none. */
  readonly web: string | boolean;
}

/** `garita serve`: the server of one agency, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'run the server of one agency until Ctrl-C (SIGINT) or SIGTERM; messages for its operator go to stderr',
    )
    .requiredOption('--folder <dir>', 'the agency’s folder, as `garita init` made it')
    .option('--web <dir>', 'the built web application (the one of `npm run build` unless said)', true)
    .option('--no-web', 'without pages: for programs and readers of the log alone')
    .option('--json', 'a line of JSON for each event; the first is `ready`')
    .addHelpText(
      'after',
      '\nExamples:\n  $ garita serve --folder /srv/garita\n  $ garita serve --folder /srv/garita --json\n  $ garita serve --folder /srv/garita --no-web',
    )
    .action(serve);
}

async function serve({ folder, json, web }: ServeOptions): Promise<void> {
  // Dynamic, so that the help of this command does not wait for a whole server to load.
  const { startServer } = await import('@garita/server');
  const isChild = process.connected;
  const stopped = stopWanted();
  const pages = await pagesOf(web);
  const server = await startServer({ folder, version: VERSION, ...(pages ? { web: pages } : {}) }).catch(
    (error: unknown) => {
      // An open channel to the parent would keep this process from ending.
      if (process.connected) process.disconnect?.();
      throw error;
    },
  );
  const { agency, log, machines, people } = server;
  const ready = { event: 'ready', agency, people, machines, log } as const;
  if (process.connected) process.send?.(ready);
  if (json) print(ready);
  else if (!isChild) process.stdout.write(`${inWords(ready)}\n`);
  await stopped;
  if (json) print({ event: 'stopping' });
  else if (!isChild) process.stdout.write(`${WORDS[preferredLanguage()].stopping}\n`);
  await server.close();
  if (json) print({ event: 'stopped' });
  if (process.connected) process.disconnect?.();
}

async function pagesOf(web: string | boolean): Promise<string | undefined> {
  if (typeof web === 'string') return resolve(web);
  return web ? (await import('@garita/web/build')).builtWeb() : undefined;
}

/**
 * Resolves at the first signal to stop; a later one ends the process at once, which no data is lost by. Under a
 * parent, a signal may reach the whole group of processes: the parent lets go of the channel when it is this server's turn.
 */
function stopWanted(): Promise<void> {
  const { promise, resolve: stop } = Promise.withResolvers<void>();
  const isChild = process.connected;
  if (!isChild) onStop(stop);
  else {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
    process.on('disconnect', stop);
  }
  return promise;
}

interface Ready {
  readonly agency: string;
  readonly people: { readonly url: string };
  readonly machines: { readonly url: string };
  readonly log: { readonly url: string; readonly vkey: string };
}

function inWords({ agency, log, machines, people }: Ready): string {
  const words = WORDS[preferredLanguage()];
  const rows = [
    [words.people, people.url],
    [words.machines, machines.url],
    [words.log, log.url],
    [words.key, log.vkey],
  ] as const;
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    `${words.running} ${agency}. ${words.stop}`,
    ...rows.map((row) => `  ${row[0].padEnd(width)}  ${row[1]}`),
  ].join('\n');
}

function print(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

const WORDS = {
  en: {
    running: 'Serving',
    stop: 'Ctrl-C stops it.',
    people: 'people',
    machines: 'lanes and partner',
    log: 'log',
    key: 'log’s verifier key',
    stopping: 'Stopping: what is under way is finished first …',
  },
  es: {
    running: 'En servicio:',
    stop: 'Ctrl-C lo detiene.',
    people: 'personas',
    machines: 'carriles y contraparte',
    log: 'bitácora',
    key: 'llave verificadora',
    stopping: 'Deteniendo: primero se termina lo que está en curso …',
  },
} as const;
