import type { flow as en } from '../en/flow.ts';
import type { Same } from '../same.ts';

export const flow: Same<typeof en> = {
  'flow.title': 'Lo que pasa ahora',
};
