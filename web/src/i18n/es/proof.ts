import type { proof as en } from '../en/proof.ts';
import type { Same } from '../same.ts';

export const proof: Same<typeof en> = {
  'proof.title': 'Cadena de prueba',
  'proof.lead':
    'Lo que el servidor dice de este escaneo, paso a paso. Con «Verificar aquí», este navegador trae cada archivo, calcula su huella y comprueba por sí mismo cada firma y cada prueba de bitácora.',
  'proof.verify': 'Verificar aquí',
  'proof.again': 'Verificar de nuevo',
  'proof.stop': 'Detener',
  'proof.stopped': 'Detenido. No se concluyó nada.',
  'proof.running': 'Calculando la huella de {name} ({number} de {count}): {done} de {total}',
  'proof.fetching': 'Trayendo la prueba …',
  'proof.checking': 'Comprobando firmas y pruebas de bitácora …',
  'proof.ok': 'probado',
  'proof.failed': 'falla',
  'proof.notYet': 'todavía no',
  'proof.unchecked': 'sin comprobar aquí',
  'proof.all': 'Los {count} pasos se sostienen, comprobados en este navegador a las {time}.',
  'proof.allPartner':
    'La contraparte tiene una copia verificada: los {count} pasos se sostienen, comprobados en este navegador a las {time}.',
  'proof.allOurs':
    'Tenemos una copia verificada y así lo dijimos: los {count} pasos se sostienen, comprobados en este navegador a las {time}.',
  'proof.some':
    'Pasos que se sostienen: {count}; todavía faltan: {missing}. Comprobado en este navegador a las {time}.',
  'proof.wrong':
    'No confíe en este escaneo. Pasos que fallan: {failed} de {count}. Comprobado en este navegador a las {time}.',
  'proof.wrongWay':
    'Verifique una vez más. Si persiste, avise al enlace de intercambio, conserve la página impresa y pida que se revise el servidor con garita fsck.',
  'proof.key': 'Comprobado con {key}',
  'proof.particulars': 'Pormenores',
  'proof.rests': 'Depende de un paso que falla.',
  'proof.copy': 'Copiar el resultado como texto',
  'proof.step.descriptor': 'Quién es {agency}',
  'proof.step.trust-list': 'Su lista de equipos aceptados',
  'proof.step.statement': 'Captado',
  'proof.step.equipment': 'Equipo aprobado',
  'proof.step.objects': 'Sin alterar desde entonces',
  'proof.step.admitted-in-log': 'En la bitácora',
  'proof.step.witnessed': 'Con testigo',
  'proof.step.agreement': 'Convenio',
  'proof.step.shared': 'Entregado',
  'proof.step.receipt': '{agency} lo tiene',
  'proof.step.partner-log': 'En la bitácora de {agency}',
  'proof.step.decision': 'Decisión de {agency}',
  'proof.says.descriptor':
    '{name}: la versión {version} de su descriptor, firmada por su raíz el {time}, nombra su CA de equipos, la llave de su bitácora, la de su testigo y a sus funcionarios.',
  'proof.says.trust-list':
    'Lista {version}, firmada por una autoridad de equipos de {agency}, válida desde {from} hasta {until}.',
  'proof.says.statement':
    'Captado por el equipo {device} el {time} según su reloj ({source}, ± {uncertainty} ms): {objects} archivos, {bytes}, firmados con la llave del equipo.',
  'proof.says.equipment':
    'Al admitirse el escaneo, la lista {version} tenía el equipo {device} (serie {serial}) como activo y su configuración «{name}» como: {standing}.',
  'proof.says.objects':
    'Este navegador calculó la huella de {objects} archivos, {bytes}: cada byte es el que se firmó.',
  'proof.says.admitted-in-log':
    'Su admisión, anotada el {time}, es el asiento {index} de la bitácora {origin}, de {size} asientos.',
  'proof.says.witnessed':
    '{agency} refrendó esa bitácora el {time}, con {size} asientos: el asiento ya existía y no se puede cambiar sin que se note.',
  'proof.says.agreement': '«{title}», versión {version}, firmado por {signers}.',
  'proof.says.shared':
    'Entregado a {agency} el {time}: asiento {index} de la bitácora {origin}, refrendado por {agency} el {seen}.',
  'proof.says.receipt': '{agency} recibió los mismos archivos el {time} y los verificó.',
  'proof.says.receiptRefused': '{agency} lo recibió el {time} y lo rechazó: {reasons}.',
  'proof.says.partner-log':
    'Ese acuse es el asiento {index} de la bitácora {origin}; {agency} lo refrendó el {time}. Ya no se puede negar.',
  'proof.says.decision': '{name} ({role}) firmó «{verdict}» el {time}: asiento {index} de la bitácora {origin}.',
  'proof.says.cosigned': 'Lo refrendó la otra agencia el {time}.',
  'proof.key.descriptor': 'el certificado raíz de {agency} (abajo)',
  'proof.key.trust-list': 'la llave de la autoridad de equipos, nombrada en el descriptor',
  'proof.key.statement': 'el certificado del equipo, emitido por la CA de equipos del descriptor',
  'proof.key.equipment': 'la lista firmada',
  'proof.key.objects': 'SHA-256 en este navegador, contra la declaración firmada',
  'proof.key.admitted-in-log': 'la llave de la bitácora de {agency}, nombrada en su descriptor',
  'proof.key.witnessed': 'la llave de testigo de {agency}, nombrada en su descriptor',
  'proof.key.agreement': 'las llaves de los enlaces de intercambio, nombradas en los dos descriptores',
  'proof.key.shared': 'la llave de la bitácora de quien envía y la de testigo de quien recibe',
  'proof.key.receipt': 'el contenido del acuse, contra el asiento de la contraparte',
  'proof.key.partner-log': 'la llave de la bitácora de {agency} y la de testigo de la otra agencia',
  'proof.key.decision': 'la llave del analista, nombrada en el descriptor; el servidor no la tiene',
  'proof.missing.descriptor': 'Esta agencia aún no tiene contraparte.',
  'proof.missing.objects': 'Aquí no se calculó la huella de los archivos: {reason}',
  'proof.missing.admitted-in-log': 'La bitácora se está publicando; intente de nuevo en unos segundos.',
  'proof.missing.witnessed': 'La contraparte todavía no ha refrendado la bitácora hasta este asiento.',
  'proof.missing.shared': 'No se ha entregado a la contraparte, o la bitácora aún no está refrendada hasta ahí.',
  'proof.missing.receipt': 'Todavía no ha llegado el acuse de la contraparte.',
  'proof.missing.decision': 'La otra agencia todavía no la ha refrendado.',
  'proof.missing.other': 'Lo que este paso necesita todavía no está.',
  'proof.roots': 'Lo que aún se da por cierto',
  'proof.rootsText':
    'Todo lo anterior descansa en los certificados raíz de las dos agencias. Los entregó este servidor: lea una vez las huellas a la otra agencia por un medio en el que confíe.',
  'proof.root': 'Raíz de {agency}, SHA-256',
  'proof.compared': 'Usted la comparó el {day}, en este navegador',
  'proof.notCompared': 'Sin comparar todavía',
  'proof.compare': 'Ya la comparé',
  'proof.forget': 'Olvidar',
  'proof.differs':
    'Esta no es la raíz que usted comparó el {day}. O {agency} hizo una nueva, y se lo dirán, o alguien está en medio.',
  'proof.limits': 'Lo que ninguna prueba muestra',
  'proof.limit.scanner':
    'Que el escáner sea honesto: la pasarela que está a su lado firma lo que el escáner le entrega.',
  'proof.limit.clock':
    'Que el reloj del carril sea exacto; los testigos solo fijan antes de cuándo existía cada asiento.',
  'proof.limit.contents': 'Qué había en realidad adentro: una imagen y una decisión no son una revisión física.',
  'proof.limit.key': 'Que nadie haya copiado la llave de la pasarela: está en un archivo, no en un chip.',
  'proof.bundle': 'Llevárselo',
  'proof.text.head': 'Garita: comprobación del escaneo {scan}',
  'proof.text.when': 'Comprobado {time} en un navegador, sin confiar en nada más que las raíces de abajo.',
};
