import { type Kept, type RecordKind, recordList } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.ts';

/** The newest version of every record of a kind; of one configuration, where given. */
export function useRecords<K extends RecordKind>(kind: K, configuration?: string, enabled = true) {
  return useQuery({
    queryKey: ['equipment', 'records', kind, configuration ?? ''],
    queryFn: async ({ signal }) => {
      const { records } = await api.get(`/api/v1/equipment/records/${kind}`, recordList, { configuration }, signal);
      return records.filter((record): record is Kept<K> => record.kind === kind);
    },
    enabled,
  });
}
