import type { ConfigurationView, Kept, RecordKind } from '@garita/api';

/** Of one kind; a view names others only when a program is newer than this one. */
export function allOf<K extends RecordKind>(kind: K, records: ConfigurationView['evidence']): Kept<K>[] {
  return records.filter((record): record is Kept<K> => record.kind === kind);
}

export function oneOf<K extends RecordKind>(kind: K, record: ConfigurationView['model']): Kept<K> {
  const [found] = allOf(kind, [record]);
  if (!found) throw new TypeError(`${record.kind} ${record.id} stands where a ${kind} belongs`);
  return found;
}
