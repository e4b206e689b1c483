import type { exchange as en } from '../en/exchange.ts';
import type { Same } from '../same.ts';

export const exchange: Same<typeof en> = {
  'exchange.title': 'Intercambio',
};
