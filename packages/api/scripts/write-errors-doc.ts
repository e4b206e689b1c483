import { writeFileSync } from 'node:fs';
import type { ErrorWords } from '../src/errors/words.ts';
import { ERROR_GROUPS } from '../src/errors.ts';

const TITLES: Readonly<Record<keyof typeof ERROR_GROUPS, string>> = {
  refusals: 'Why a scan is in quarantine · Por qué un escaneo está en cuarentena',
  trust: 'Signed documents · Documentos firmados',
  log: 'The transparency log · La bitácora de transparencia',
  exchange: 'Between agencies · Entre agencias',
  dicos: 'Inside image files · Dentro de los archivos de imagen',
  pictures: 'Why something has no picture · Por qué algo no tiene imagen',
  http: 'Answers of a server · Respuestas de un servidor',
  agency: 'Making and running an agency · Crear y operar una agencia',
  equipment: 'Evaluating and approving equipment · Evaluar y aprobar equipos',
  alarms: 'What needs attention now · Lo que requiere atención ahora',
  cli: 'At the terminal and beside the lane · En la terminal y junto al carril',
  fsck: 'What fsck finds · Lo que encuentra fsck',
};

/** docs/errors.md, whole: every code with its sentence and its way out in both languages. */
export function errorsDocument(): string {
  const groups = Object.entries(ERROR_GROUPS).map(
    ([group, errors]) => `## ${TITLES[group as keyof typeof TITLES]}\n\n${table(errors)}`,
  );
  return `${HEAD}\n${groups.join('\n\n')}\n`;
}

const HEAD = `# Errors and their ways out · Errores y sus salidas

Every error that Garita shows to a person or a program has a code from this page. Codes are stable: they are never
renamed or used for something else. Over HTTP they come as \`{"error":{"code","message":{"en","es"},"wayOut":{"en","es"},"detail"}}\`.

Cada error que Garita muestra a una persona o a un programa tiene un código de esta página. Los códigos son estables.

Written by \`node packages/api/scripts/write-errors-doc.ts\` from the catalogue in packages/api/src/errors.
`;

function table(errors: Readonly<Record<string, ErrorWords>>): string {
  const rows = Object.entries(errors).map(([code, { en, es }]) => `| \`${code}\` | ${cell(en)} | ${cell(es)} |`);
  return ['| Code | English | Español |', '|---|---|---|', ...rows].join('\n');
}

function cell({ says, wayOut }: ErrorWords['en']): string {
  return `**${says}** ${wayOut}`.replaceAll('|', '\\|');
}

if (import.meta.main) writeFileSync(new URL('../../../docs/errors.md', import.meta.url), errorsDocument());
