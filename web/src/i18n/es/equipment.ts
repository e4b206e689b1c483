import type { equipment as en } from '../en/equipment.ts';
import type { Same } from '../same.ts';

export const equipment: Same<typeof en> = {
  'equipment.title': 'Equipos y carriles',
  'equipment.lead':
    'Según la lista {version} de la autoridad de equipos, firmada el {issued}, vigente hasta el {expires}. Solo se cree lo que ella aprueba.',
  'equipment.none': 'La lista está vacía',
  'equipment.noneText': 'Mientras la autoridad de equipos no firme una lista, todo escaneo va a cuarentena.',
  'equipment.noDevices': 'Ninguno de sus equipos está en la lista.',
  'equipment.until': 'hasta el {day}',
  'equipment.status.active': 'Activo',
  'equipment.status.approved': 'Aprobado',
  'equipment.status.conditional': 'Aprobado con condiciones',
  'equipment.status.suspended': 'Suspendido',
  'equipment.status.removed': 'Retirado',
  'equipment.status.refused': 'No aprobado',
  'equipment.column.device': 'Equipo',
  'equipment.column.serial': 'Número de serie',
  'equipment.column.place': 'Sitio',
  'equipment.column.status': 'En la lista',
  'equipment.column.lane': 'Carril',
  'equipment.column.hour': 'Última hora',
  'equipment.column.why': 'Por qué',
  'equipment.quarantined': '{count} en cuarentena',
  'equipment.compromised': 'Su llave pudo estar en otras manos desde {when}.',
};
