import { Failure } from './failure.ts';
import { openFileSource } from './file-source.ts';
import { printable } from './printable.ts';

/** A million objects with long names fit; whoever wrote the file controls its size, so it is asked before anything is read. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 200;

export interface ScoreColumns {
  readonly truth?: string | undefined;
  readonly scores?: readonly string[] | undefined;
  /** What the truth column says of an object with a threat, where it is not one of the usual words. */
  readonly threat?: string | undefined;
}

export interface ScoreTable {
  readonly truthColumn: string;
  readonly truth: readonly boolean[];
  readonly scores: readonly { readonly column: string; readonly values: readonly number[] }[];
}

const TRUTH_NAMES = ['truth', 'threat', 'label', 'verdad', 'amenaza', 'etiqueta'];
const THREAT_WORDS = ['1', 'true', 'yes', 'threat', 'sí', 'si', 'verdadero', 'amenaza'];
const CLEAN_WORDS = ['0', 'false', 'no', 'clean', 'falso', 'limpio'];

/**
 * Reads a CSV file (RFC 4180; commas, semicolons or tabs) of one object a line: its truth and one or two scores. No line is passed
 * over: one that cannot be read fails the file. Throws SCORES_FILE_INVALID, FILE_NOT_FOUND, FILE_NOT_READABLE.
 */
export async function readScoreTable(path: string, wanted: ScoreColumns = {}): Promise<ScoreTable> {
  return parseScoreTable(await readText(path), wanted);
}

export function parseScoreTable(text: string, wanted: ScoreColumns = {}): ScoreTable {
  const separator = separatorOf(text.slice(0, text.indexOf('\n') + 1 || text.length));
  const [header, ...rows] = rowsOf(text, separator);
  if (!header || rows.length === 0) throw invalid('it has no header line with lines below it');
  const names = header.map((name) => name.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid(`two columns are named “${printable(twice, 60)}”`);
  for (const [at, row] of rows.entries())
    if (row.length !== names.length)
      throw invalid(`row ${at + 1} has ${row.length} columns, the header ${names.length}`);

  const truthAt = columnOf(names, wanted.truth) ?? names.findIndex((name) => TRUTH_NAMES.includes(name.toLowerCase()));
  if (truthAt < 0) throw invalid(`no column is named truth; choose one with --truth (${listed(names)})`);
  // A semicolon as separator is what a comma as decimal point leads to.
  const numberAt = (row: readonly string[], at: number) => numberOf(row[at] ?? '', separator === ';');
  const scoresAt =
    wanted.scores?.map((name) => columnOf(names, name) as number) ??
    names.flatMap((_, at) => (at !== truthAt && Number.isFinite(numberAt(rows[0] ?? [], at)) ? [at] : []));
  if (scoresAt.length < 1 || scoresAt.length > 2 || scoresAt.includes(truthAt))
    throw invalid(
      `one or two columns of scores are needed, apart from the truth; choose them with --scores (${listed(names)})`,
    );

  const truth = rows.map((row, at) => truthOf(row[truthAt] ?? '', at, wanted.threat));
  const scores = scoresAt.map((column) => ({
    column: names[column] as string,
    values: rows.map((row, at) => {
      const score = numberAt(row, column);
      if (Number.isFinite(score)) return score;
      throw invalid(
        `row ${at + 1}: “${printable(row[column] ?? '', 40)}” under ${printable(names[column] ?? '', 40)} is no number`,
      );
    }),
  }));
  return { truthColumn: names[truthAt] as string, truth, scores };
}

async function readText(path: string): Promise<string> {
  const source = await openFileSource(path);
  try {
    if (source.size > LARGEST_BYTES) throw invalid(`${path} is over 64 MiB`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size));
  } catch (error) {
    if (error instanceof TypeError) throw invalid(`${path} is not UTF-8 text`);
    throw error;
  } finally {
    await source.close();
  }
}

function separatorOf(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [';', '\t'].find((mark) => count(mark) > count(',')) ?? ',';
}

/** Rows of fields; a field in quotes may hold separators, line ends and doubled quotes. Empty lines are none. */
function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const endRow = () => {
    if (row.length > 1 || row[0]?.trim()) rows.push(row);
    row = [];
    if (rows.length > MOST_ROWS + 1) throw invalid(`it has more than ${MOST_ROWS} rows`);
  };
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"';
    let field = '';
    if (quoted) {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end < 0) throw invalid('a quotation mark is never closed');
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    let end = at;
    while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
    const rest = text.slice(at, end).replace(/\r$/, '');
    if (quoted && rest.trim()) throw invalid(`“${printable(rest, 40)}” follows a closing quotation mark`);
    row.push(quoted ? field : rest);
    if (row.length > MOST_COLUMNS) throw invalid(`it has more than ${MOST_COLUMNS} columns`);
    if (text[end] !== separator) endRow();
    // A separator at the very end opens one more field, which is empty.
    else if (end + 1 === text.length) row.push('');
    at = end + 1;
  }
  endRow();
  return rows;
}

function columnOf(names: readonly string[], wanted: string | undefined): number | undefined {
  if (wanted === undefined) return undefined;
  const at = names.indexOf(wanted.trim());
  if (at < 0) throw invalid(`no column is named “${printable(wanted, 60)}” (${listed(names)})`);
  return at;
}

function numberOf(field: string, decimalComma: boolean): number {
  const text = field.trim();
  const plain = decimalComma ? text.replace(',', '.') : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

function truthOf(field: string, row: number, threat: string | undefined): boolean {
  const word = field.trim();
  if (threat !== undefined) return word === threat.trim();
  if (THREAT_WORDS.includes(word.toLowerCase())) return true;
  if (CLEAN_WORDS.includes(word.toLowerCase())) return false;
  throw invalid(
    `row ${row + 1}: the truth “${printable(word, 40)}” is neither 1 nor 0; say with --threat which word means a threat`,
  );
}

function listed(names: readonly string[]): string {
  return printable(names.join(', '), 200);
}

function invalid(detail: string): Failure {
  return new Failure('SCORES_FILE_INVALID', detail);
}
