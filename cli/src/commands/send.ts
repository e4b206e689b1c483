import { Command, InvalidArgumentError, Option } from 'commander';
import { Failure, preferredLanguage } from '../failure.ts';
import type { FollowedScan } from '../follow-scans.ts';
import { onStop } from '../on-stop.ts';
import type { FileToSend, PlacedScan } from '../place-in-inbox.ts';
import { DEMO_FOLDER, findRunningDemo, type RunningDemo } from '../running-demo.ts';

const KINDS = ['truck', 'container', 'rail-car', 'car', 'bag', 'parcel', 'person', 'other'] as const;
/** A scan of the protocol has at most so many objects. */
const MOST_OBJECTS = 24;
const DEFAULT_TIMEOUT_S = 60;

interface SendOptions {
  readonly each?: boolean;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly folder: string;
  readonly kind: string;
  readonly json?: boolean;
}

/** `garita send`: files of a person's own, through the demo's lane for manual import. */
export function sendCommand(): Command {
  return new Command('send')
    .description(
      'Send real DICOS, N42 or other files through the running demo’s enrolled “manual import” lane. The files are captured as they are, byte for byte, signed, and handed to the partner.',
    )
    .argument('<file...>', 'one scan of 1 to 24 files')
    .option('--each', 'a scan of its own for each file')
    .option('--wait', 'wait until the partner has receipted everything, then say what was found')
    .option('--timeout <seconds>', 'how long to wait', seconds, DEFAULT_TIMEOUT_S)
    .option('--folder <dir>', 'the folder of the running demo', DEMO_FOLDER)
    .addOption(new Option('--kind <kind>', 'what was scanned').choices(KINDS).default('other'))
    .option('--json', 'the result as one JSON document')
    .addHelpText(
      'after',
      `
Exit code: 0 captured, or with --wait receipted by the partner; 1 quarantined, refused, withheld or not receipted in
time; 2 not sent.

Examples:
  $ garita send CT.dcs TDR.dcs --kind bag --wait
  $ garita send passthrough.n42 --wait --json | jq .scans[0].receipted
  $ garita send --each *.dcs`,
    )
    .action(send);
}

async function send(paths: readonly string[], options: SendOptions): Promise<void> {
  const files = await look(paths);
  if (!options.each && files.length > MOST_OBJECTS)
    throw new Failure('SCAN_TOO_MANY_OBJECTS', `${files.length} files; with --each every file is a scan of its own`);
  const demo = await findRunningDemo(options.folder);
  const interrupted = new AbortController();
  onStop(() => interrupted.abort());

  const scans = options.each ? files.map((file) => [file]) : [files];
  const since = Date.now();
  const until = { since, time: since + options.timeout * 1000, signal: interrupted.signal };
  const followed = await capture(scans, demo, options, until);
  const isTimely = !options.wait || (await waitForReceipts(followed, demo, until));
  const { isReceipted } = await import('../follow-scans.ts');
  if (options.json) {
    const { sentAsJson } = await import('../sent-scans.ts');
    process.stdout.write(`${JSON.stringify({ scans: followed.map(sentAsJson) })}\n`);
  } else {
    const { sentInWords } = await import('../sent-scans.ts');
    const lines = followed.flatMap((scan) => sentInWords(scan, preferredLanguage(), options.wait === true));
    process.stdout.write(`${lines.join('\n')}\n`);
    if (!isTimely) process.stderr.write(`${WORDS[preferredLanguage()].late(options.timeout)}\n`);
  }
  if (interrupted.signal.aborted)
    throw new Failure('INTERRUPTED', 'what was captured goes on to the partner by itself');
  if (options.wait && !followed.every(isReceipted)) process.exitCode = 1;
}

/** Everything is looked at before anything is sent. */
async function look(paths: readonly string[]): Promise<FileToSend[]> {
  const { openFileSource } = await import('../file-source.ts');
  const files: FileToSend[] = [];
  for (const path of paths) {
    const source = await openFileSource(path);
    files.push({ path, size: source.size });
    await source.close();
  }
  return files;
}

interface Until {
  readonly since: number;
  readonly time: number;
  readonly signal: AbortSignal;
}

async function capture(
  scans: readonly (readonly FileToSend[])[],
  demo: RunningDemo,
  { kind }: SendOptions,
  until: Until,
): Promise<FollowedScan[]> {
  const [{ placeInInbox }, { captured }, { openProgress, percent }, { demoImportLane }] = await Promise.all([
    import('../place-in-inbox.ts'),
    import('../follow-scans.ts'),
    import('../progress.ts'),
    import('../running-demo.ts'),
  ]);
  const lane = demoImportLane(demo);
  const total = scans.flat().reduce((sum, { size }) => sum + size, 0);
  const words = WORDS[preferredLanguage()];
  const progress = openProgress();
  let copied = 0;
  const onCopied = (bytes: number) => {
    copied += bytes;
    progress.tell(`${words.copying} ${percent(copied, total)}`);
  };
  try {
    const placed: PlacedScan[] = [];
    for (const files of scans)
      placed.push(
        await placeInInbox(lane.inbox, { files, kind }, { signal: until.signal, onCopied }).catch(throwInterrupted),
      );
    const followed: FollowedScan[] = [];
    for (const scan of placed) {
      progress.tell(`${words.capturing} ${followed.length}/${placed.length}`);
      followed.push(await captured(scan, lane, until));
    }
    return followed;
  } finally {
    progress.end();
  }
}

function throwInterrupted(error: unknown): never {
  if (error instanceof Error && error.name === 'AbortError')
    throw new Failure('INTERRUPTED', 'a file was being copied; of its scan nothing was sent');
  throw error;
}

/** False when the time was over first. */
async function waitForReceipts(scans: readonly FollowedScan[], demo: RunningDemo, until: Until): Promise<boolean> {
  const [{ follow, isSettled }, { openProgress }, { stepInWords }] = await Promise.all([
    import('../follow-scans.ts'),
    import('../progress.ts'),
    import('../sent-scans.ts'),
  ]);
  const progress = openProgress();
  const language = preferredLanguage();
  try {
    await follow(scans, { sender: demo.agencies.mx, recipient: demo.agencies.us }, until, () => {
      const slowest = scans.find((scan) => !isSettled(scan));
      const done = scans.filter(isSettled).length;
      if (slowest) progress.tell(`${done}/${scans.length} · ${stepInWords(slowest, language)} …`);
    });
  } finally {
    progress.end();
  }
  return scans.every(isSettled);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0 || value > 86_400)
    throw new InvalidArgumentError('a number of seconds above 0, at most a day');
  return value;
}

const WORDS = {
  en: {
    copying: 'copying',
    capturing: 'waiting for the lane',
    late: (time: number) =>
      `Not everything was receipted within ${time} s; it goes on by itself. --timeout waits longer.`,
  },
  es: {
    copying: 'copiando',
    capturing: 'esperando al carril',
    late: (time: number) => `No todo tuvo acuse en ${time} s; continúa por sí solo. Con --timeout se espera más.`,
  },
} as const;
