import type { Draft, Field } from './field.ts';
import { RESULT_FIELDS, type ResultForm } from './record-fields.ts';

interface Words {
  readonly es: string;
  readonly en: string;
}

export const NO_WORDS: Words = { es: '', en: '' };

/** A form before anybody wrote into it; choices stand on their first. */
export function emptyDraft(fields: readonly Field[]): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]));
}

function emptyValue(field: Field): unknown {
  switch (field.type) {
    case 'line':
    case 'id':
      return '';
    case 'words':
      return NO_WORDS;
    case 'choice':
      return field.of[0];
    case 'flag':
      return false;
    case 'about':
      return { kind: 'configuration', id: null };
    case 'record':
    case 'day':
    case 'moment':
    case 'number':
    case 'document':
    case 'site':
    case 'lane':
    case 'operator':
    case 'levels':
      return null;
    default:
      return [];
  }
}

/** A stored record as the form has it, so that a new version begins with the last one. */
export function draftOf(fields: readonly Field[], body: Draft): Draft {
  return Object.fromEntries(
    fields.map((field) => {
      const value = body[field.name];
      if (field.type === 'rows') {
        const rows = field.single ? (value === null || value === undefined ? [] : [value]) : value;
        return [field.name, asRows(rows).map((row) => draftOf(field.fields, row))];
      }
      return [field.name, value === null || value === undefined ? emptyValue(field) : value];
    }),
  );
}

/** What is sent: without blanks at the ends, and what was left empty as the record keeps it. */
export function bodyOf(fields: readonly Field[], draft: Draft): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, sent(field, draft[field.name])]));
}

function sent(field: Field, value: unknown): unknown {
  switch (field.type) {
    case 'line':
    case 'id': {
      const text = String(value ?? '').trim();
      return text === '' && field.optional ? null : text;
    }
    case 'words': {
      const words = trimmed(value);
      return field.optional && words.es === '' && words.en === '' ? null : words;
    }
    case 'lines':
      return asList(value).flatMap((line) => (String(line).trim() === '' ? [] : [String(line).trim()]));
    case 'words-list':
      return asList(value)
        .map(trimmed)
        .filter(({ es, en }) => es !== '' || en !== '');
    case 'rows': {
      const rows = asRows(value).map((row) => bodyOf(field.fields, row));
      return field.single ? (rows[0] ?? null) : rows;
    }
    case 'results':
      return asRows(value).map((row) => ({ ...row, ...resultBody(row) }));
    default:
      return value;
  }
}

function resultBody(row: Draft): Draft {
  const fields = resultFields(row);
  if (fields) return bodyOf(fields, row);
  return { article: String(row.article ?? '').trim(), threatClass: String(row.threatClass ?? '').trim() || null };
}

/** `undefined` for trials, which are a line of the table. */
export function resultFields(row: Draft): readonly Field[] | undefined {
  return row.kind === 'trials' ? undefined : RESULT_FIELDS[row.kind as ResultForm];
}

/** A result of a kind before anything is known of it. */
export function emptyResult(kind: ResultForm | 'trials', at: number): Draft {
  if (kind === 'trials')
    return { kind, outcome: 'detection', threatClass: '', article: '', hits: null, trials: null, at };
  return { ...emptyDraft(RESULT_FIELDS[kind]), kind, ...(kind === 'outage' ? {} : { at }) };
}

export function asRows(value: unknown): readonly Draft[] {
  return asList(value).filter((row): row is Draft => typeof row === 'object' && row !== null);
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asWords(value: unknown): Words {
  const { es, en } = (typeof value === 'object' && value !== null ? value : NO_WORDS) as Partial<Words>;
  return { es: es ?? '', en: en ?? '' };
}

function trimmed(value: unknown): Words {
  const { es, en } = asWords(value);
  return { es: es.trim(), en: en.trim() };
}
