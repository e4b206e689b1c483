import type { equipmentWork as en } from '../en/equipment-work.ts';
import type { Same } from '../same.ts';

export const equipmentWork: Same<typeof en> = {
  'work.title': 'Evaluar',
};
