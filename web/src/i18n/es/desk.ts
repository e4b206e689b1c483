import type { desk as en } from '../en/desk.ts';
import type { Same } from '../same.ts';

export const desk: Same<typeof en> = {
  'desk.title': 'Imagen',
};
