import type { flag as en } from '../en/flag.ts';
import type { Same } from '../same.ts';

export const flag: Same<typeof en> = {
  'flag.suspended.configuration':
    'El equipo que hizo este escaneo (su modelo en esta configuración) fue suspendido el {time} por {agency}:',
  'flag.suspended.device': 'El equipo que hizo este escaneo fue suspendido el {time} por {agency}:',
  'flag.removed.configuration':
    'El equipo que hizo este escaneo (su modelo en esta configuración) fue dado de baja el {time} por {agency}:',
  'flag.removed.device': 'El equipo que hizo este escaneo fue dado de baja el {time} por {agency}:',
  'flag.since': 'Está en duda desde el {time}.',
  'flag.restored': 'La confianza se restableció el {time}.',
  'flag.row': 'Equipo sin confianza',
};
