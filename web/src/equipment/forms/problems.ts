import { EQUIPMENT_RECORDS } from '@garita/api';
import type { Say } from '../../i18n/language.tsx';
import { asRows, asWords, bodyOf, resultFields } from './draft.ts';
import type { Draft, Field } from './field.ts';
import { type FormKind, RECORD_FIELDS } from './record-fields.ts';

/** What is wrong at one place of a form; `missing` ones are kept back until somebody tries to send it. */
export type Problem =
  | { readonly code: 'missing' | 'bothLanguages' | 'noId' | 'noHash' | 'wrong' | 'endsFirst' | 'parentAndChange' }
  | { readonly code: 'tooLong' | 'tooMuch' | 'tooLittle'; readonly limit: number }
  | { readonly code: 'moreHits'; readonly hits: number; readonly trials: number };

/** By place: `results.2.hits`. */
export type Problems = ReadonlyMap<string, Problem>;

export function problemText(
  problem: Problem | undefined,
  say: Say,
  number: (value: number) => string,
): string | undefined {
  if (!problem) return undefined;
  switch (problem.code) {
    case 'tooLong':
    case 'tooMuch':
    case 'tooLittle':
      return say(`form.problem.${problem.code}`, { limit: number(problem.limit) });
    case 'moreHits':
      return say('form.problem.moreHits', { hits: number(problem.hits), trials: number(problem.trials) });
    default:
      return say(`form.problem.${problem.code}`);
  }
}

/** Everything that keeps a record from being sent; `body` is the whole one, with what the form does not ask for. */
export function problemsIn(kind: FormKind, draft: Draft, body: Draft): Problems {
  const fields: readonly Field[] = RECORD_FIELDS[kind];
  const found = new Map<string, Problem>();
  missingIn(fields, draft, '', found);
  contradictionsIn(kind, body, found);
  const parsed = EQUIPMENT_RECORDS[kind].safeParse(body);
  for (const issue of parsed.error?.issues ?? []) {
    const place = placeOf(fields, issue.path);
    if (!found.has(place)) found.set(place, problemOf(issue));
  }
  return found;
}

/** A single row is one more step down in the form than in the record. */
function placeOf(fields: readonly Field[], path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  const single = fields.some((field) => field.name === first && field.type === 'rows' && field.single);
  return [first, ...(single && rest.length > 0 ? ['0', ...rest] : rest)].join('.');
}

interface Issue {
  readonly code: string;
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly origin?: unknown;
  readonly path: readonly PropertyKey[];
}

function problemOf(issue: Issue): Problem {
  if (issue.code === 'too_big')
    return { code: issue.origin === 'string' ? 'tooLong' : 'tooMuch', limit: Number(issue.maximum) };
  if (issue.code === 'too_small') return { code: 'tooLittle', limit: Number(issue.minimum) };
  if (issue.code === 'invalid_type') return { code: 'missing' };
  if (issue.code === 'invalid_format') return { code: issue.path.at(-1) === 'sha256' ? 'noHash' : 'noId' };
  return { code: 'wrong' };
}

function missingIn(fields: readonly Field[], draft: Draft, under: string, found: Map<string, Problem>): void {
  for (const field of fields) {
    const value = draft[field.name];
    const place = `${under}${field.name}`;
    if (field.type === 'rows') {
      for (const [at, row] of asRows(value).entries()) missingIn(field.fields, row, `${place}.${at}.`, found);
    } else if (field.type === 'results') {
      for (const [at, row] of asRows(value).entries()) missingInResult(row, `${place}.${at}.`, found);
    } else if (field.type === 'words' || field.type === 'words-list') {
      const all = field.type === 'words' ? [asWords(value)] : asRows(value).map(asWords);
      if (all.some(({ es, en }) => (es.trim() === '') !== (en.trim() === '')))
        found.set(place, { code: 'bothLanguages' });
      else if (!field.optional && all.every(({ es }) => es.trim() === '')) found.set(place, { code: 'missing' });
    } else if (!field.optional && !(field.type === 'line' && field.blank) && isEmpty(value)) {
      found.set(place, { code: 'missing' });
    }
  }
}

function missingInResult(row: Draft, under: string, found: Map<string, Problem>): void {
  const fields = resultFields(row);
  if (fields) {
    missingIn(fields, row, under, found);
    return;
  }
  const { hits, trials } = row;
  if (String(row.article ?? '').trim() === '') found.set(`${under}article`, { code: 'missing' });
  if (row.outcome === 'detection' && String(row.threatClass ?? '').trim() === '')
    found.set(`${under}threatClass`, { code: 'missing' });
  for (const name of ['hits', 'trials', 'at'])
    if (isEmpty(row[name])) found.set(`${under}${name}`, { code: 'missing' });
  if (typeof hits === 'number' && typeof trials === 'number' && hits > trials)
    found.set(`${under}hits`, { code: 'moreHits', hits, trials });
}

function contradictionsIn(kind: FormKind, body: Draft, found: Map<string, Problem>): void {
  const endsFirst = (from: unknown, until: unknown) =>
    typeof from === 'number' && typeof until === 'number' && until <= from;
  if (kind === 'evidence') {
    if (endsFirst(body.issuedAt, body.validUntil)) found.set('validUntil', { code: 'endsFirst' });
    asRows(body.results).forEach((row, at) => {
      if (row.kind === 'outage' && endsFirst(row.from, row.until))
        found.set(`results.${at}.until`, { code: 'endsFirst' });
    });
  }
  if (kind === 'configuration' && isEmpty(body.parent) !== isEmpty(body.change))
    found.set(isEmpty(body.parent) ? 'parent' : 'change', { code: 'parentAndChange' });
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && 'id' in value && isEmpty(value.id);
}

/** Whether a problem is shown before anybody tried to send: what is wrong is, what is not there yet is not. */
export function showsAtOnce({ code }: Problem): boolean {
  return code !== 'missing' && code !== 'bothLanguages' && code !== 'parentAndChange';
}

/** The record as it would be sent. */
export function wholeBody(kind: FormKind, draft: Draft, fixed: Draft): Draft {
  return { ...bodyOf(RECORD_FIELDS[kind], draft), ...fixed };
}
