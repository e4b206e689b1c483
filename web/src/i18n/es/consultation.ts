import type { consultation as en } from '../en/consultation.ts';
import type { Same } from '../same.ts';

export const consultation: Same<typeof en> = {
  'overview.title': 'Panorama de {agency}',
  'overview.lead':
    '{working} de {all} sitios trabajan hoy con Garita. Las cifras son de la última hora y cambian conforme llegan escaneos.',
  'overview.map': 'Mapa de los sitios',
  'overview.hour': '{count} escaneos en la última hora',
  'overview.planned': 'previsto',
  'overview.hollow': 'Hueco: previsto, aún sin operar',
  'overview.source': 'Tierra y fronteras: Natural Earth',
  'overview.choose': 'Elija un sitio en el mapa para leer qué hay ahí.',
  'overview.noSites': 'No hay sitios registrados',
  'overview.noSitesText':
    'La administración registra operadores, sitios y carriles en register.json de la carpeta de la agencia.',
  'overview.lane.planned': 'Previsto',
  'overview.lane.out-of-service': 'Fuera de servicio',
  'overview.flows':
    'En la última hora: {admitted} escaneos comprobados, {shared} entregados a la contraparte. {waiting} esperan a un analista.',
  'overview.partner.title': 'Lo que ve la contraparte {agency}',
  'overview.partner.has': 'Tiene {count} escaneos y decisiones nuestros, y firmó un acuse por cada uno.',
  'overview.partner.nothingWaits': 'Nada de lo que le corresponde está pendiente.',
  'overview.partner.waits': 'En camino hacia ella: {count}.',
  'overview.partner.gave': 'Nos dio {count} de los suyos, que comprobamos.',
  'overview.trusted': 'En qué se confía y por qué',
  'overview.trustedBy':
    'Según la lista {version} de la autoridad de equipos, firmada el {issued}, vigente hasta el {expires}. Un escaneo de cualquier otro equipo va a cuarentena.',
  'overview.status.approved': 'Aprobado',
  'overview.status.conditional': 'Con condiciones',
  'overview.status.suspended': 'Suspendido',
  'overview.status.removed': 'Retirado',
  'overview.status.refused': 'No aprobado',
  'overview.until': 'Aprobado hasta el {day}.',
  'overview.untilList': 'Aprobado mientras la lista esté vigente: hasta el {day}.',
  'overview.devices': '{count} equipos',
  'overview.allSites': 'Todos los sitios',
  'overview.column.site': 'Sitio',
  'overview.column.kind': 'Tipo',
  'overview.column.operator': 'Operador',
  'overview.column.working': 'Carriles en servicio',
  'overview.column.planned': 'Carriles previstos',
  'overview.column.admitted': 'Escaneos comprobados, última hora',
  'overview.column.shared': 'Compartidos, última hora',
};
