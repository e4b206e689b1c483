import type { guide as en } from '../en/guide.ts';
import type { Same } from '../same.ts';

export const guide: Same<typeof en> = {
  'guide.title': 'Primeros pasos',
  'guide.stage.open': 'Abrir',
  'guide.stage.decide': 'Decidir',
  'guide.stage.verify': 'Verificar',
  'guide.stage.done': 'Entendido',
  'guide.text.enter':
    'Están llegando escaneos de los dos países. Entre como analista y abra el más urgente: sin contraseña, esto es una demostración.',
  'guide.text.open': 'Están llegando escaneos. Abra el más urgente.',
  'guide.text.decide':
    'Mire la imagen y decida: 1 libera, 3 retiene, o use los botones de la derecha. Durante diez segundos puede deshacer.',
  'guide.text.verify':
    'Su decisión está firmada y la contraparte tiene el mismo escaneo. Abra el caso y oprima «Verificar aquí»: su navegador comprueba cada paso por sí mismo.',
  'guide.text.done':
    'Ha visto una copia verificada en la contraparte: el escaneo no cambió desde que el equipo lo firmó, las dos bitácoras lo dicen y el acuse firmado de la contraparte prueba que lo tiene.',
  'guide.enter': 'Entrar como analista y abrirlo',
  'guide.open': 'Abrirlo',
  'guide.back': 'Volver a la imagen',
  'guide.case': 'Abrir el caso',
  'guide.again': 'Otra vez',
  'guide.dismiss': 'Ocultar los primeros pasos',
  'guide.queueEmpty': 'No hay nada en espera en este momento; en segundos llega otro escaneo.',
};
