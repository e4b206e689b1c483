import type { equipment as en } from '../en/equipment.ts';
import type { Same } from '../same.ts';

export const equipment: Same<typeof en> = {
  'equipment.title': 'Equipos y carriles',
};
