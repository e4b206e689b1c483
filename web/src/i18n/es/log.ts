import type { log as en } from '../en/log.ts';
import type { Same } from '../same.ts';

export const log: Same<typeof en> = {
  'log.title': 'Bitácora',
};
