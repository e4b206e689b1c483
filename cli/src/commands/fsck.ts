import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckProblem, FolderChecked } from '@garita/server';
import { Command } from 'commander';
import { preferredLanguage } from '../failure.ts';
import { inColumns, printable, sizeInWords } from '../printable.ts';
import { openProgress, type Progress, percent } from '../progress.ts';

interface FsckOptions {
  readonly folder: string;
  readonly json?: boolean;
}

type Checked = FolderChecked & { readonly problems: readonly CheckProblem[]; readonly problemCount: number };

/** More problems than this are counted, not listed: one lost folder can be a million of them. */
const MOST_LISTED = 1000;

/** `garita fsck`: everything an agency keeps, compared with itself, its log and its partner. */
export function fsckCommand(): Command {
  return new Command('fsck')
    .description(
      'Check everything an agency keeps: re-hash the archive, replay the log, compare both with the database, with every receipt and with the head of the log that the partner cosigned. Changes nothing; works beside a running server.',
    )
    .requiredOption('--folder <dir>', 'the agency’s folder, or a demo’s folder for both of its agencies')
    .option('--json', 'the result as one line of JSON')
    .addHelpText(
      'after',
      `
Exit code: 0 clean, 1 problems found, 2 could not look.

Examples:
  $ garita fsck --folder /srv/garita
  $ garita fsck --folder garita-demo --json | jq .clean`,
    )
    .action(fsck);
}

async function fsck({ folder, json }: FsckOptions): Promise<void> {
  const { checkAgencyFolder } = await import('@garita/server');
  const progress = openProgress();
  const agencies: Checked[] = [];
  try {
    for (const dir of agencyFolders(folder)) {
      const { report, problems, count } = reportTo(progress, preferredLanguage());
      const checked = await checkAgencyFolder(dir, Date.now(), report);
      agencies.push({ ...checked, problemCount: count(), problems });
    }
  } finally {
    progress.end();
  }
  const isClean = agencies.every(({ problemCount }) => problemCount === 0);
  if (json) process.stdout.write(`${JSON.stringify({ clean: isClean, agencies })}\n`);
  else for (const checked of agencies) process.stdout.write(`${(await inWords(checked)).join('\n')}\n`);
  if (!isClean) process.exitCode = 1;
}

/** A demo's folder holds two agencies, each in a folder of its own. */
function agencyFolders(folder: string): string[] {
  return existsSync(join(folder, 'demo.json')) ? [join(folder, 'mx'), join(folder, 'us')] : [folder];
}

function reportTo(progress: Progress, language: 'es' | 'en') {
  const problems: CheckProblem[] = [];
  let found = 0;
  return {
    problems,
    count: () => found,
    report: {
      problem(problem: CheckProblem) {
        found++;
        if (problems.length < MOST_LISTED) problems.push(problem);
      },
      progress(what: string, done: number, total: number) {
        const label = WORDS[language].parts[what as 'archive'] ?? what;
        progress.tell(`${label} ${done}/${total} ${percent(done, total)}`);
      },
    },
  };
}

async function inWords(checked: Checked): Promise<string[]> {
  const language = preferredLanguage();
  const words = WORDS[language];
  const { agency, archive, decisions, folder, log, partner, problemCount, problems, received, scans, shares } = checked;
  const rows: [string, string][] = [
    [words.parts.archive, `${archive.objects} ${words.files}, ${sizeInWords(archive.bytes)}`],
    [words.parts.log, `${log.entries} ${words.entries}, ${words.cosigned(log.cosigned)}`],
    [
      words.parts.scans,
      `${scans}; ${words.decisions} ${decisions}; ${words.outcomes} ${checked.outcomes}; ${words.trustLists} ${checked.trustLists}`,
    ],
    [words.equipment, `${words.records} ${checked.equipmentRecords}; ${words.decisions} ${checked.equipmentDecisions}`],
    [words.exchange, `${words.shares} ${shares}; ${words.received} ${received}`],
  ];
  if (archive.unreferenced > 0) rows.splice(1, 0, ['', `${archive.unreferenced} ${words.unreferenced}`]);
  if (partner)
    rows.push([
      words.partner,
      `${partner.agency}: ${words.heads[partner.head === 'compared' && !agrees(checked) ? 'differs' : partner.head]}`,
    ]);
  const verdict = problemCount === 0 ? words.clean : words.problems(problemCount);
  const lines = [`${agency} (${printable(folder)}): ${verdict}`, ...inColumns(rows)];
  if (problemCount === 0) return lines;
  const { ERRORS } = await import('@garita/api');
  const codes = [...new Set(problems.map(({ code }) => code))];
  for (const code of codes) {
    const { says, wayOut } = ERRORS[code][language];
    lines.push(`  ${code}: ${says}`);
    const those = problems.filter((problem) => problem.code === code);
    for (const { subject, detail } of those.slice(0, 10)) lines.push(`    ${printable(subject)}: ${printable(detail)}`);
    if (those.length > 10) lines.push(`    ${words.more(those.length - 10)}`);
    lines.push(`    ${words.wayOut}: ${wayOut}`);
  }
  return lines;
}

function agrees({ problems }: Checked): boolean {
  return problems.every(({ code }) => code !== 'LOG_COSIGNED_MISMATCH' && code !== 'LOG_SHORTER_THAN_COSIGNED');
}

const WORDS = {
  en: {
    clean: 'clean',
    problems: (count: number) => `${count} ${count === 1 ? 'problem' : 'problems'} found`,
    parts: { archive: 'Archive', log: 'Log', scans: 'Scans' },
    files: 'files re-hashed',
    unreferenced: 'of them belong to no scan (uploads that did not end); no fault',
    entries: 'entries replayed',
    cosigned: (size: number | null) =>
      size === null ? 'none cosigned by a partner yet' : `${size} under a head the partner cosigned`,
    decisions: 'decisions',
    outcomes: 'outcomes',
    trustLists: 'trust lists',
    equipment: 'Equipment',
    records: 'records',
    exchange: 'Exchange',
    shares: 'handed over',
    received: 'received',
    partner: 'Partner',
    heads: {
      compared: 'our log agrees with the head it keeps',
      differs: 'our log does not agree with the head it keeps',
      away: 'away; compared with the head it last cosigned',
      none: 'has cosigned no head of ours that it shows',
    },
    more: (count: number) => `… and ${count} more (--json lists them)`,
    wayOut: 'What to do',
  },
  es: {
    clean: 'en orden',
    problems: (count: number) => `${count} ${count === 1 ? 'problema encontrado' : 'problemas encontrados'}`,
    parts: { archive: 'Archivo', log: 'Bitácora', scans: 'Escaneos' },
    files: 'archivos verificados de nuevo',
    unreferenced: 'no pertenecen a ningún escaneo (cargas sin terminar); no es una falla',
    entries: 'entradas recorridas',
    cosigned: (size: number | null) =>
      size === null
        ? 'ninguna confirmada aún por una contraparte'
        : `${size} bajo una cabeza confirmada por la contraparte`,
    decisions: 'decisiones',
    outcomes: 'resultados',
    trustLists: 'listas de confianza',
    equipment: 'Equipos',
    records: 'registros',
    exchange: 'Intercambio',
    shares: 'entregados',
    received: 'recibidos',
    partner: 'Contraparte',
    heads: {
      compared: 'nuestra bitácora coincide con la cabeza que conserva',
      differs: 'nuestra bitácora no coincide con la cabeza que conserva',
      away: 'ausente; se comparó con la última cabeza que confirmó',
      none: 'no muestra ninguna cabeza nuestra confirmada',
    },
    more: (count: number) => `… y ${count} más (--json los muestra)`,
    wayOut: 'Qué hacer',
  },
} as const;
