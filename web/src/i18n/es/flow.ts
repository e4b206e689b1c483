import type { flow as en } from '../en/flow.ts';
import type { Same } from '../same.ts';

export const flow: Same<typeof en> = {
  'flow.title': 'Lo que pasa ahora',
  'flow.lead':
    'Cada renglón es un escaneo en su camino: capturado por un equipo, comprobado sin alteración, asentado en la bitácora, entregado a la contraparte, con acuse, decidido.',
  'flow.leadSignedOut':
    'Dos países inspeccionan el mismo tráfico. Aquí cada agencia ve todos los escaneos de sus carriles y, en segundos, los de la contraparte, con prueba de que nada se alteró.',
  'flow.own': 'De nuestros carriles',
  'flow.partner': 'De la contraparte',
  'flow.fromPartner': 'De {agency}',
  'flow.ago': 'hace {span}',
  'flow.step.captured': 'Capturado',
  'flow.step.admitted': 'Comprobado',
  'flow.step.quarantined': 'En cuarentena',
  'flow.step.shared': 'En la contraparte',
  'flow.step.receipted': 'Acuse',
  'flow.step.decided': 'Decidido',
  'flow.step.partner-received': 'Verificado aquí',
  'flow.step.notYet': '…',
  'flow.empty': 'Todavía no llega ningún escaneo',
  'flow.emptyText': 'En cuanto un carril envíe uno, aparecerá aquí.',
  'flow.figure.waiting': 'en espera de analista',
  'flow.figure.minute': 'comprobados en el último minuto',
  'flow.figure.partner': 'con acuse de la contraparte',
  'flow.figure.quarantined': 'en cuarentena',
  'flow.figure.log': 'entradas en la bitácora',
  'flow.figure.cosigned': '{count} atestiguadas por la contraparte',
  'flow.partner.up': 'Contraparte {agency}: conectada',
  'flow.partner.down': 'Contraparte {agency}: no se alcanza. Nada se pierde: lo pendiente espera y sale cuando vuelva.',
  'flow.partner.unknown': 'Contraparte {agency}: aún sin noticia',
  'flow.what.title': 'Qué hace Garita',
  'flow.what.approve':
    'Solo se cree a los equipos de la lista firmada de la agencia; lo demás se aparta, con el motivo.',
  'flow.what.prove': 'Cada escaneo se firma al capturarlo. Un solo byte cambiado se nota, aquí y en la contraparte.',
  'flow.what.share':
    'La contraparte tiene el mismo escaneo en segundos, bajo un convenio, y firma un acuse. Nada se escanea dos veces.',
  'flow.what.decide':
    'Los analistas deciden con una mano en el teclado; cada decisión va firmada y queda en una bitácora que nadie puede reescribir.',
};
