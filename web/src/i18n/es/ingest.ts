import type { ingest as en } from '../en/ingest.ts';
import type { Same } from '../same.ts';

export const ingest: Same<typeof en> = {
  'ingest.title': 'Cuarentena',
};
