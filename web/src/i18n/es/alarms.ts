import type { alarms as en } from '../en/alarms.ts';
import type { Same } from '../same.ts';

export const alarms: Same<typeof en> = {
  'alarms.title': 'Alarmas',
  'alarms.lead': 'Lo que alguien debe atender ahora, lo peor primero.',
  'alarms.none': 'Nada requiere atención',
  'alarms.noneText':
    'Carriles, contraparte, bitácora, listas y disco están como deben. Esta página vuelve a revisar cada diez segundos.',
  'alarms.severity.alarm': 'Alarma',
  'alarms.severity.warning': 'Advertencia',
  'alarms.severity.note': 'Aviso',
  'alarms.since': 'desde hace {span}',
  'alarms.next': 'Qué hacer:',
};
