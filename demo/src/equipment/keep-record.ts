import type { KeptRecord, RecordKind } from '@garita/api';
import { type ApiClient, ApiRefusal } from '../api-client.ts';

/** Keeps a record's first version; one that is there stays as it is. */
export async function keepRecord(client: ApiClient, kind: RecordKind, id: string, body: unknown): Promise<void> {
  await client
    .put<KeptRecord>(`/api/v1/equipment/records/${kind}/${id}`, { after: 0, body })
    .catch((error: unknown) => {
      if (!(error instanceof ApiRefusal && error.code === 'RECORD_STALE')) throw error;
    });
}
