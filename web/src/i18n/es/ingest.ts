import type { ingest as en } from '../en/ingest.ts';
import type { Same } from '../same.ts';

export const ingest: Same<typeof en> = {
  'ingest.title': 'Cuarentena',
  'ingest.lead':
    'Escaneos a los que no se dio crédito. Cada uno se conserva completo, con todos sus motivos, y nunca va a la contraparte.',
  'ingest.none': 'No hay nada en cuarentena',
  'ingest.noneText': 'Todo lo que llegó se comprobó sin alteración y de un equipo de la lista firmada.',
  'ingest.unreadable': 'Su declaración no se puede leer',
  'ingest.logged': 'en la bitácora, entrada {index}',
  'ingest.device': 'Sobre este equipo',
  'ingest.listSays': 'La lista firmada dice:',
  'ingest.next': 'Qué hacer:',
  'ingest.particulars': 'Pormenores',
  'ingest.more': 'Anteriores',
};
