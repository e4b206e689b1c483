import type { Kept, KeptRecord, RecordKind } from '@garita/api';

/** A record of the kind that its place in an answer asks for; throws where a server puts another kind there. */
export function keptAs<K extends RecordKind>(kind: K, record: KeptRecord): Kept<K> {
  if (record.kind !== kind) throw new TypeError(`${record.id} is a ${record.kind}, not a ${kind}`);
  return record as Kept<K>;
}

/** Those of a list that are of a kind. */
export function allKept<K extends RecordKind>(kind: K, records: readonly KeptRecord[]): readonly Kept<K>[] {
  return records.filter((record): record is Kept<K> => record.kind === kind);
}
