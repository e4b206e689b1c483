import { EQUIPMENT_RECORDS, type RecordKind, type RecordOf } from '@garita/api';
import { Failure } from '../../failure.ts';
import { moment } from './asking.ts';

/** Fields that hold a time, in whatever record; people write them as days. */
const TIMES: ReadonlySet<string> = new Set([
  'at',
  'from',
  'until',
  'issuedAt',
  'validFrom',
  'validUntil',
  'endsAt',
  'installedAt',
  'replaceBy',
  'saidAt',
  'untilAtLeast',
]);
const MOST_TOLD = 12;

/** What a person wrote, as the record of its kind. Throws RECORD_FILE_INVALID and TRIALS_IMPOSSIBLE, naming each field. */
export function readRecord<K extends RecordKind>(kind: K, written: unknown): RecordOf<K> {
  const read = EQUIPMENT_RECORDS[kind].safeParse(withTimes(written));
  if (read.success) return read.data as RecordOf<K>;
  const { issues } = read.error;
  const told = issues.slice(0, MOST_TOLD).map(({ message, path }) => `${path.join('.') || kind}: ${message}`);
  if (issues.length > MOST_TOLD) told.push(`… and ${issues.length - MOST_TOLD} more`);
  const impossible = issues.every(({ code, path }) => code === 'custom' && path.at(-1) === 'hits');
  throw new Failure(impossible ? 'TRIALS_IMPOSSIBLE' : 'RECORD_FILE_INVALID', told.join('; '));
}

/** Days and times as texts become milliseconds; what is neither is left for the schema to refuse. */
function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      TIMES.has(name) && typeof field === 'string' ? timeIn(field) : withTimes(field),
    ]),
  );
}

function timeIn(text: string): unknown {
  try {
    return moment(text);
  } catch {
    return text;
  }
}
