import { join } from 'node:path';
import { ERRORS, isErrorCode } from '@garita/api';
import {
  enroll,
  type GatewayEvent,
  type InboxDefaults,
  type LaneIdentity,
  type LaneReport,
  readLane,
  runGateway,
} from '@garita/lane';
import { fromHex } from '@garita/trust';
import { Command, InvalidArgumentError, Option } from 'commander';
import { preferredLanguage } from '../failure.ts';
import { onStop } from '../on-stop.ts';

const OOI_KINDS = ['truck', 'container', 'rail-car', 'car', 'bag', 'parcel', 'person', 'other'] as const;
const DIRECTIONS = ['northbound', 'southbound', 'inbound', 'outbound', 'internal', 'unknown'] as const;
const DEFAULT_FOLDER = './garita-lane';

const WORDS = {
  en: {
    enrolled: 'Enrolled as device',
    next: 'Next',
    running: 'Running',
    stopped: 'not running',
    runs: 'running',
    inbox: 'put scans into',
    stop: 'Ctrl-C stops it; nothing is lost',
    captured: 'captured',
    uploading: 'uploading',
    delivered: 'delivered',
    acknowledged: 'admitted and logged',
    quarantined: 'in quarantine',
    waiting: 'waiting',
    rejected: 'moved to failed',
    tryAgain: 'next try in',
    inSpool: 'waiting in the spool',
    expires: 'certificate until',
    server: 'server',
    wayOut: 'What to do',
    spooled: 'waiting to be sent',
  },
  es: {
    enrolled: 'Dado de alta como equipo',
    next: 'Siguiente paso',
    running: 'En marcha',
    stopped: 'detenida',
    runs: 'en marcha',
    inbox: 'ponga los escaneos en',
    stop: 'Ctrl-C la detiene; no se pierde nada',
    captured: 'capturado',
    uploading: 'enviando',
    delivered: 'entregado',
    acknowledged: 'admitido y registrado',
    quarantined: 'en cuarentena',
    waiting: 'en espera',
    rejected: 'movido a failed',
    tryAgain: 'siguiente intento en',
    inSpool: 'en espera de envío',
    expires: 'certificado hasta',
    server: 'servidor',
    wayOut: 'Qué hacer',
    spooled: 'en espera de envío',
  },
} as const;

/** `garita lane`: the gateway beside a scanner. */
export function laneCommand(): Command {
  const lane = new Command('lane').description(
    'the gateway beside a scanner: signs scans, keeps them until the agency has logged them',
  );
  // Commander hands `exitOverride` down only to commands it makes itself; the program decides how each call ends.
  for (const command of [enrollCommand(), runCommand(), statusCommand()]) lane.addCommand(command.exitOverride());
  return lane.exitOverride();
}

function enrollCommand(): Command {
  return new Command('enroll')
    .description('make a device key and have the agency certify it, with a one-time code of its administrator')
    .requiredOption('--server <url>', 'address of the agency for machines, https://host:port')
    .requiredOption('--code <code>', 'the one-time code')
    .option('--folder <dir>', 'a new folder for this lane: key, chain of scans, spool', DEFAULT_FOLDER)
    .option('--json', 'one JSON object instead of sentences')
    .addHelpText(
      'after',
      `
Examples:
  garita lane enroll --server https://garita.agency.example:8443 --code mx-ABCD2345EFGH6723JKLM-0123456789abcdef0123456789abcdef
  garita lane enroll --server https://127.0.0.1:8481 --code mx-…-… --folder /var/lib/garita-lane --json

The code ends in the fingerprint of the agency's root: a server with another root is refused.
An enrolled folder is never overwritten. The key stays in it, readable by this user alone.`,
    )
    .action(async (options: { server: string; code: string; folder: string; json?: boolean }) => {
      const identity = await enroll(options);
      const { agency, device, configuration, site, lane, expiresAt } = identity;
      if (options.json)
        return printJson({ agency, device, configuration, site, lane, expiresAt, folder: options.folder });
      const words = WORDS[preferredLanguage()];
      print(`${words.enrolled} ${device} (${placeOf(identity)}), ${words.expires} ${day(expiresAt)}.`);
      print(`${words.next}: garita lane run --folder ${options.folder}`);
    });
}

interface RunCommandOptions {
  readonly folder: string;
  readonly inbox?: string;
  readonly server?: string;
  readonly settle: number;
  readonly ooi: InboxDefaults['ooi']['kind'];
  readonly direction: InboxDefaults['direction'];
  readonly software?: Uint8Array;
  readonly json?: boolean;
}

function runCommand(): Command {
  return new Command('run')
    .description('watch the inbox, sign what appears there, and upload it until stopped')
    .option('--folder <dir>', 'the enrolled lane’s folder', DEFAULT_FOLDER)
    .option('--inbox <dir>', 'where the scanner writes; `inbox` in the lane’s folder unless given')
    .option('--server <url>', 'another address of the same agency')
    .option('--settle <ms>', 'a file or folder unchanged for this long is complete', milliseconds, 2000)
    .addOption(new Option('--ooi <kind>', 'what is scanned here').choices(OOI_KINDS).default('other'))
    .addOption(new Option('--direction <direction>', 'which way it goes').choices(DIRECTIONS).default('unknown'))
    .option(
      '--software <sha256>',
      'digest of the software the scanner runs, 64 hex digits, for every statement',
      digest,
    )
    .option('--json', 'one JSON object a line, for each event')
    .addHelpText(
      'after',
      `
Each file, and each folder of 1 to 24 files, that appears in the inbox is one scan. It is taken once it has not changed
for the settle time, or at once when it is marked: \`.ready\` in the folder, NAME.ready beside the file. Names that begin
with a dot or end in .part or .tmp are left alone. Taken scans move to done/, those that can be none to failed/ with a
NAME.reason.txt. A folder may hold scan.json:
  {"ooi":{"kind":"truck","ids":[{"type":"plate","value":"ABC-123"}]},"direction":"northbound",
   "capturedAt":"2026-11-23T12:00:00Z","objects":{"view-1.dcs":{"role":"image","mediaType":"application/dicos"}}}

Examples:
  garita lane run --folder /var/lib/garita-lane --inbox /mnt/scanner/export --ooi truck --direction northbound
  garita lane run --json | jq 'select(.event == "quarantined")'

Where the trust list names the software approved for a configuration, a statement that names none, or another, is
quarantined (CONFIGURATION_NOT_APPROVED): --software says which one runs.

A scan is deleted here only once its place in the agency's log is proven. Ctrl-C stops; the next start goes on.`,
    )
    .action(async (options: RunCommandOptions) => {
      const stop = new AbortController();
      onStop(() => stop.abort());
      const { folder, inbox = join(options.folder, 'inbox'), server, settle, ooi, direction, software, json } = options;
      const words = WORDS[preferredLanguage()];
      await runGateway({
        ...{ folder, inbox, settleMs: settle, signal: stop.signal },
        ...(server === undefined ? {} : { server }),
        ...(software === undefined ? {} : { software }),
        defaults: { ooi: { kind: ooi, ids: [] }, direction },
        onReady: ({ identity }) => {
          const { agency, device } = identity;
          if (json) return printJson({ event: 'ready', at: Date.now(), agency, device, inbox });
          print(`${words.running}: ${device} (${placeOf(identity)}) -> ${server ?? identity.server}`);
          print(`${words.inbox} ${inbox}. ${words.stop}.`);
        },
        onEvent: (event) => (json ? printJson(event) : print(lineOf(event))),
      });
    });
}

function statusCommand(): Command {
  return new Command('status')
    .description('what this lane captured, what waits, and why')
    .option('--folder <dir>', 'the enrolled lane’s folder', DEFAULT_FOLDER)
    .option('--last <n>', 'how many of the last scans to show', positive, 10)
    .option('--json', 'one JSON object instead of sentences')
    .addHelpText(
      'after',
      `
Examples:
  garita lane status --folder /var/lib/garita-lane
  garita lane status --last 1000 --json | jq '.scans[] | select(.verdict == "quarantined")'

Reads the folder without disturbing a running gateway.`,
    )
    .action(async (options: { folder: string; last: number; json?: boolean }) => {
      const report = await readLane(options.folder, { last: options.last });
      if (options.json) return printJson(report);
      for (const line of linesOf(report)) print(line);
    });
}

function linesOf(report: LaneReport): string[] {
  const words = WORDS[preferredLanguage()];
  const { trouble } = report;
  return [
    `${report.device} (${placeOf(report)}): ${report.running ? `${words.runs}, pid ${report.pid}` : words.stopped}`,
    `${words.server} ${report.server}, ${words.expires} ${day(report.certificateExpiresAt)}`,
    `${report.lastSeq} ${words.captured}, ${report.admitted} ${words.acknowledged}, ${report.quarantined} ${words.quarantined}, ${report.spooled + report.delivered} ${words.inSpool} (${size(report.waitingBytes)})`,
    ...(trouble ? [`${words.waiting}: ${explain(trouble.code, trouble.detail)}`] : []),
    ...report.scans.map((scan) => {
      const state = scan.state === 'acknowledged' ? scan.verdict : scan.state;
      const label =
        state === 'admitted' ? words.acknowledged : state === 'quarantined' ? words.quarantined : words[scan.state];
      const codes = scan.reasons.map(({ code }) => code).join(', ');
      return `  ${String(scan.seq).padStart(6)}  ${time(scan.capturedAt)}  ${scan.scan.slice(0, 16)}  ${label}${codes ? `: ${codes}` : ''}`;
    }),
  ];
}

function lineOf(event: GatewayEvent): string {
  const words = WORDS[preferredLanguage()];
  const start = `${time(event.at)}  `;
  switch (event.event) {
    case 'captured':
      return `${start}${event.seq}  ${words.captured}  ${event.scan.slice(0, 16)}  ${event.ooiKind}, ${size(event.bytes)}`;
    case 'uploading':
      return `${start}${event.seq}  ${words.uploading}  ${size(event.sent)} / ${size(event.total)}`;
    case 'delivered':
      return `${start}${event.seq}  ${words.delivered}`;
    case 'acknowledged':
      return `${start}${event.seq}  ${words.acknowledged}  #${event.logIndex}`;
    case 'quarantined':
      return `${start}${event.seq}  ${words.quarantined}  ${event.reasons.map(({ code, detail }) => explain(code, detail)).join('; ')}`;
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((event.nextTryAt - event.at) / 1000));
      return `${start}${words.waiting}  ${explain(event.code, event.detail)} (${words.tryAgain} ${seconds} s)`;
    }
    case 'rejected':
      return `${start}${event.name}  ${words.rejected}  ${explain(event.code, event.detail)}`;
  }
}

function explain(code: string, detail: string): string {
  const language = preferredLanguage();
  const words = isErrorCode(code) ? ERRORS[code][language] : undefined;
  const says = words ? `${words.says} ${WORDS[language].wayOut}: ${words.wayOut}` : '';
  return `${code} (${detail}) ${says}`.trim();
}

function placeOf({ agency, site, lane }: Pick<LaneIdentity, 'agency' | 'site' | 'lane'>): string {
  return `${agency}/${site}/${lane}`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function digest(text: string): Uint8Array {
  const bytes = fromHex(text.toLowerCase());
  if (bytes?.length === 32) return bytes;
  throw new InvalidArgumentError('a SHA-256 is meant: 64 hexadecimal digits.');
}

function milliseconds(text: string): number {
  return whole(text, 0, 3_600_000);
}

function positive(text: string): number {
  return whole(text, 1, 100_000);
}

function whole(text: string, least: number, most: number): number {
  const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`a whole number from ${least} to ${most} is meant.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printJson(value: unknown): void {
  print(JSON.stringify(value));
}
