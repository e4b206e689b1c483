import type { RunningDemo, ViewState, Walk, WebEvent } from '@garita/demo';
import { Command, InvalidArgumentError } from 'commander';
import { preferredLanguage } from '../failure.ts';
import { onStop } from '../on-stop.ts';

const REDRAW_MS = 250;
const STATUS_MS = 1_000;
/** A lane that still waits says so again. */
const NOTE_MS = 30_000;

interface StartFlags {
  readonly folder: string;
  readonly for?: number;
  readonly port?: number;
  readonly fresh?: boolean;
  readonly json?: boolean;
}

/** `garita start`: two agencies and their lanes on this machine, and what happens between them, live. */
export function startCommand(): Command {
  return new Command('start')
    .description('run two agencies and their lanes with sample data on this machine, and watch scans walk')
    .option('--folder <dir>', 'where the demo keeps everything; used again next time', 'garita-demo')
    .option('--for <seconds>', 'stop by itself this long after everything is ready', positive)
    .option('--port <port>', 'first of four ports (the first free ones from 8480 unless said)', port)
    .option('--fresh', 'forget what the folder holds and begin again')
    .option('--json', 'a line of JSON for each event instead of the view')
    .addHelpText('after', '\nExamples:\n  garita start\n  garita start --fresh\n  garita start --for 30 --json')
    .action(run);
}

async function run(flags: StartFlags): Promise<void> {
  const { startDemo } = await import('@garita/demo');
  const stopWanted = Promise.withResolvers<void>();
  // When this process ends at once, its children end with the channel to it; nothing acknowledged is lost.
  onStop(stopWanted.resolve);

  const show = flags.json ? jsonLines() : process.stdout.isTTY ? await liveView() : await plainLines();
  show.starting();
  const demo = await startDemo({
    folder: flags.folder,
    fresh: flags.fresh === true,
    ...(flags.port === undefined ? {} : { basePort: flags.port }),
    onWeb: show.web,
    onStep: show.step,
    onNote: show.note,
  });
  show.ready(demo);
  const timer = flags.for === undefined ? undefined : setTimeout(() => stopWanted.resolve(), flags.for * 1000);
  await stopWanted.promise;
  clearTimeout(timer);
  show.stopping();
  const { summary, complete } = await demo.stop();
  show.summary(summary);
  if (!complete) process.exitCode = 1;
}

interface Show {
  starting(): void;
  web(event: WebEvent): void;
  ready(demo: RunningDemo): void;
  step(walk: Walk, step: keyof Walk['steps']): void;
  note(note: string): void;
  stopping(): void;
  summary(summary: object): void;
}

function jsonLines(): Show {
  const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);
  const held: object[] = [];
  let isReady = false;
  // The first line is always `ready`: what happens while the demo comes up is told right after it.
  const tell = (value: object) => (isReady ? print(value) : held.push(value));
  return {
    starting: () => undefined,
    web: (event) => tell({ event: 'web', ...event }),
    ready: (demo) => {
      const agencies = demo.agencies.map(({ agency, name, url, address, log }) => ({
        name: name.en,
        agency,
        url,
        address,
        log,
      }));
      print({ event: 'ready', agencies, folder: demo.folder });
      isReady = true;
      for (const value of held.splice(0)) print(value);
    },
    step: ({ scan, device, lane, site, ooiKind, reasons, decision, steps }, step) =>
      tell({
        event: step,
        at: steps[step],
        scan,
        device,
        lane,
        site,
        ooiKind,
        ...(step === 'decided' && decision ? { decision } : {}),
        ...(reasons.length > 0 ? { reasons } : {}),
      }),
    note: (note) => tell({ event: 'note', note }),
    stopping: () => tell({ event: 'stopping' }),
    summary: (summary) => print({ event: 'summary', ...summary }),
  };
}

async function plainLines(): Promise<Show> {
  const { renderStep } = await import('@garita/demo');
  const language = preferredLanguage();
  const laneNames = await laneNamesIn(language);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  return {
    starting: () => print(WORDS[language].starting),
    web: (event) => webWords(event, language).forEach(print),
    ready: (demo) => {
      for (const { name, url, address } of demo.agencies) print(`${name[language]}  ${url}  (${address})`);
    },
    step: (walk, step) => print(renderStep(walk, step, { language, laneNames })),
    note: print,
    stopping: () => print(WORDS[language].stopping),
    summary: (summary) => print(JSON.stringify(summary)),
  };
}

async function liveView(): Promise<Show> {
  const { colourView, renderView } = await import('@garita/demo');
  const language = preferredLanguage();
  const laneNames = await laneNamesIn(language);
  const colours = !process.env.NO_COLOR;
  let demo: RunningDemo | undefined;
  let agencies: ViewState['agencies'] = [];
  let note = '';
  let redrawing: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  const ask = async () => {
    if (!demo) return;
    const running = demo;
    agencies = await Promise.all(
      running.agencies.map(async ({ agency, name, url }) => {
        const status = await running.status(agency).catch(() => undefined);
        const log = status?.log ?? { size: 0, cosignedSize: 0 };
        return {
          name: name[language],
          url,
          up: status !== undefined,
          logSize: log.size,
          logCosigned: log.cosignedSize,
        };
      }),
    );
  };
  const draw = () => {
    if (!demo) return;
    const { walks } = demo;
    const newest = walks.newest(200);
    const state: ViewState = {
      agencies,
      walks: newest,
      quarantined: walks.quarantined(4),
      summary: walks.summary(),
      receiptedPerMinute: walks.receiptedPerMinute(Date.now()),
      medianMsToReceipt: walks.medianMsToReceipt(),
      language,
      laneNames,
    };
    const { columns = 100, rows = 30 } = process.stdout;
    const lines = renderView(state, { columns, rows: rows - 2 });
    const shown = [...(colours ? colourView(lines) : lines), note ? `  ${note}`.slice(0, columns) : ''];
    // Home, each line to its end, then whatever an earlier, longer view left below.
    process.stdout.write(`\x1b[H${shown.map((line) => `${line}\x1b[K`).join('\n')}\x1b[J`);
  };
  return {
    starting: () => process.stdout.write(`\n  ${WORDS[language].starting}\n`),
    web: (event) => {
      for (const line of webWords(event, language)) process.stdout.write(`  ${line}\n`);
    },
    ready: (started) => {
      demo = started;
      process.stdout.write('\x1b[2J\x1b[?25l');
      void ask().then(draw);
      redrawing = setInterval(draw, REDRAW_MS);
      asking = setInterval(() => void ask(), STATUS_MS);
    },
    step: () => undefined,
    note: (text) => {
      note = text;
      clearTimeout(forgetting);
      forgetting = setTimeout(() => {
        note = '';
      }, NOTE_MS);
    },
    stopping: () => {
      clearInterval(redrawing);
      clearInterval(asking);
      clearTimeout(forgetting);
      draw();
      process.stdout.write(`\n\x1b[?25h\n  ${WORDS[language].stopping}\n`);
    },
    summary: () => process.stdout.write(`  ${WORDS[language].stopped}\n`),
  };
}

/** Nothing for pages that were there already. */
function webWords(event: WebEvent, language: 'es' | 'en'): readonly string[] {
  const words = WORDS[language];
  if (event.state === 'building') return [words.building];
  if (event.state === 'failed') return [`${words.notBuilt} ${event.why}`];
  return event.cached ? [] : [words.built.replace('{seconds}', (event.ms / 1000).toFixed(1))];
}

const WORDS = {
  en: {
    starting: 'Starting two agencies, their logs and their lanes …',
    building: 'Building the web application, once …',
    built: 'The web application is built ({seconds} s).',
    notBuilt: 'There are no pages: the web application could not be built.',
    stopping: 'Stopping: what is under way is finished first …',
    stopped: 'Stopped. `npm start` goes on from here.',
  },
  es: {
    starting: 'Iniciando dos agencias, sus bitácoras y sus carriles …',
    building: 'Construyendo la aplicación web, una sola vez …',
    built: 'La aplicación web está construida ({seconds} s).',
    notBuilt: 'No hay páginas: no se pudo construir la aplicación web.',
    stopping: 'Deteniendo: primero se termina lo que está en curso …',
    stopped: 'Detenido. `npm start` continúa desde aquí.',
  },
} as const;

async function laneNamesIn(language: 'es' | 'en'): Promise<ReadonlyMap<string, string>> {
  const { SAMPLE_BORDER } = await import('@garita/demo');
  const sites = [...SAMPLE_BORDER.mx.register.sites, ...SAMPLE_BORDER.us.register.sites];
  return new Map(
    sites.flatMap((site) =>
      site.lanes.map((lane) => [lane.id, `${site.name[language]} · ${lane.id.split('-').at(-1) ?? ''}`] as const),
    ),
  );
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('a number of seconds above 0');
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1024 || value > 65_532)
    throw new InvalidArgumentError('a port from 1024 to 65532');
  return value;
}
