import { copyFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import type { AgencyApiOptions } from '../agency-api.ts';
import { Failure, preferredLanguage } from '../failure.ts';
import { onStop } from '../on-stop.ts';
import { inColumns, printable, sizeInWords } from '../printable.ts';
import { openProgress, percent } from '../progress.ts';
import { DEMO_FOLDER, findRunningDemo } from '../running-demo.ts';

const AGENCIES = ['mx', 'us'] as const;

interface ExportOptions {
  readonly out?: string;
  readonly roots?: boolean;
  readonly folder: string;
  readonly agency: (typeof AGENCIES)[number];
  readonly server?: string;
  readonly apiKeyFile?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** `garita export`: one shared scan with everything that proves its handing over, as one file. */
export function exportCommand(): Command {
  return new Command('export')
    .description(
      'Write a shared scan into one self-contained file: its objects byte for byte, its signed statement, both agencies’ documents, the log proofs and the partner’s receipt. `garita verify` checks it offline.',
    )
    .argument('<scan>', 'the scan’s hash, or its first characters (at least 4)')
    .option('--out <file>', 'where to write it; a folder takes it under its own name (default: ./<scan>.garita)')
    .option('--roots', 'in the demo: put copies of both agencies’ root certificates beside it')
    .option('--folder <dir>', 'the folder of the running demo', DEMO_FOLDER)
    .addOption(new Option('--agency <id>', 'whose copy, in the demo').choices(AGENCIES).default('mx'))
    .option('--server <url>', 'another server than the demo’s (or GARITA_SERVER)')
    .option('--api-key-file <file>', 'a file with your API key for it (or GARITA_API_KEY)')
    .option('--key <key>', 'the API key itself; others on this machine can see it while the command runs')
    .option('--json', 'the result as one line of JSON')
    .addHelpText(
      'after',
      `
Exit code: 0 written, 2 not written.

Examples:
  $ garita export 3f2a91c0 --roots
  $ garita export 3f2a91c0 --agency us --out /tmp/copy-of-us.garita
  $ garita export 3f2a91c0 --server https://garita.mx.example --api-key-file my.key`,
    )
    .action(exportScan);
}

async function exportScan(given: string, options: ExportOptions): Promise<void> {
  const server = await serverOf(options);
  if (options.roots && !server.demo)
    throw new Failure(
      'USAGE',
      '--roots is for the demo: a real agency’s root is worth what the way is worth by which it gave it to you',
    );
  const [{ openAnswer }, { findScan }, { writeDownload }] = await Promise.all([
    import('../agency-api.ts'),
    import('../find-scan.ts'),
    import('../write-download.ts'),
  ]);
  const scan = await findScan(server.api, given);
  const file = await fileFor(options.out, scan);
  const interrupted = new AbortController();
  onStop(() => interrupted.abort());
  const progress = openProgress();
  const call = { method: 'GET' as const, path: `/api/v1/scans/${scan}/bundle` };
  const written = await openAnswer(server.api, call, interrupted.signal)
    .then((answer) =>
      writeDownload(file, answer, (done, total) => progress.tell(`${scan.slice(0, 16)} ${percent(done, total)}`)),
    )
    .finally(() => progress.end());
  const roots = options.roots && server.demo ? await copyRoots(server.demo, dirname(file)) : [];
  const next = [
    'garita verify',
    quoted(file),
    ...(roots.length > 0 ? roots : ['A.crt', 'B.crt']).map((root) => `--root ${quoted(root)}`),
  ].join(' ');
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ scan, file, ...written, roots, next })}\n`);
    return;
  }
  const words = WORDS[preferredLanguage()];
  const rows = [
    [words.file, `${printable(file)} (${sizeInWords(written.size)})`],
    ['SHA-256', written.sha256],
    ...roots.map((root) => [words.root, printable(root)] as const),
    [words.next, printable(next)],
  ] as const;
  process.stdout.write(`${words.scan} ${scan}\n${inColumns(rows).join('\n')}\n`);
}

interface Server {
  readonly api: AgencyApiOptions;
  /** The folder of the demo whose server it is. */
  readonly demo?: string;
}

async function serverOf({ agency, apiKeyFile, folder, key, server }: ExportOptions): Promise<Server> {
  const named = server ?? process.env.GARITA_SERVER;
  if (!named) return { api: (await findRunningDemo(folder)).agencies[agency], demo: folder };
  return { api: { server: named, ...(apiKeyFile ? { apiKeyFile } : {}), ...(key ? { apiKey: key } : {}) } };
}

async function fileFor(out: string | undefined, scan: string): Promise<string> {
  const name = `${scan.slice(0, 16)}.garita`;
  if (out === undefined) return name;
  const isFolder = await stat(out).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(out, name) : out;
  const folder = dirname(file);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new Failure('FILE_NOT_FOUND', `no folder ${folder}`);
  return file;
}

async function copyRoots(demo: string, folder: string): Promise<string[]> {
  return Promise.all(
    AGENCIES.map(async (agency) => {
      const copy = join(folder, `${agency}-root.crt`);
      await copyFile(join(demo, agency, 'identity', 'root.crt'), copy);
      return copy;
    }),
  );
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

const WORDS = {
  en: { scan: 'Scan', file: 'File', root: 'Root', next: 'Next' },
  es: { scan: 'Escaneo', file: 'Archivo', root: 'Raíz', next: 'Siguiente' },
} as const;
