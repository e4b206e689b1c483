import { existsSync } from 'node:fs';
import { codeSpansOf, ROOT, rowsOf } from './markdown.ts';

const CLAUSES = Array.from({ length: 15 }, (_, nth) => `C${nth + 1}`);
/** Rows that may say so, until the work that serves them is done. */
const NOT_YET: ReadonlySet<string> = new Set(['C9', 'C12']);
const NOT_SERVED = 'Not served yet / Aún no se atiende';

/** What is wrong with docs/mandate.md: each clause needs both languages, a page or command, and a test that exists. */
export function mandateProblems(text: string): string[] {
  const rows = rowsOf(text);
  const found = rows.map(([clause = '']) => clause);
  if (found.join() !== CLAUSES.join()) return [`its rows are ${found.join(', ')}`];
  return rows.flatMap((row) => rowProblems(row).map((problem) => `${row[0]}: ${problem}`));
}

function rowProblems([clause = '', asks = '', sees = '', page = '', tests = '', ...more]: string[]): string[] {
  const problems: string[] = [];
  if (more.length > 0) problems.push('a cell too many');
  if (!inBothLanguages(asks)) problems.push('what is asked for lacks a language');
  if (sees === NOT_SERVED) return NOT_YET.has(clause) ? problems : [...problems, 'it is served, or must be'];
  if (!inBothLanguages(sees)) problems.push('what a person sees lacks a language');
  if (codeSpansOf(page).length === 0) problems.push('no page or command');
  const files = codeSpansOf(tests);
  if (files.length === 0) problems.push('no test');
  for (const file of files)
    if (!/\.test\.ts$/.test(file) || !existsSync(`${ROOT}/${file}`)) problems.push(`${file} is no test`);
  return problems;
}

function inBothLanguages(cell: string): boolean {
  const [english = '', spanish = '', ...more] = cell.split(' / ');
  return more.length === 0 && english.trim().length > 3 && spanish.trim().length > 3 && english !== spanish;
}
