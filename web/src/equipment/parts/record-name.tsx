import type { RecordKind } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRecordTitle } from './record-title.ts';
import { useRecords } from './use-records.ts';

/** A record by its name, one click away. */
export function RecordName({ kind, id }: { readonly kind: RecordKind; readonly id: string }): ReactNode {
  const titleOf = useRecordTitle();
  const { data } = useRecords(kind);
  const record = data?.find((one) => one.id === id);
  const title = record ? titleOf(record) : id;
  return (
    <Link to="/equipment/records/$kind/$id" params={{ kind, id }} title={id}>
      {title}
    </Link>
  );
}
