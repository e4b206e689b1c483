import type { consultation as en } from '../en/consultation.ts';
import type { Same } from '../same.ts';

export const consultation: Same<typeof en> = {
  'consultation.title': 'Panorama',
};
