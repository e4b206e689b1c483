import { words } from './words.ts';

/** Why a record, a document or a decision about equipment is not taken. */
export const EQUIPMENT_RECORD_ERRORS = {
  RECORD_UNKNOWN: words(
    'There is no such record, or not in this version.',
    'Look it up in the register; ids are written exactly, capitals included.',
    'No existe tal registro, o no en esa versión.',
    'Búsquelo en el registro; los identificadores se escriben exactos, con sus mayúsculas.',
  ),
  RECORD_STALE: words(
    'Somebody saved another version of this record in the meantime.',
    'Load the newest version, make your change in that, and save again; nothing was overwritten.',
    'Alguien guardó entretanto otra versión de este registro.',
    'Cargue la versión más nueva, haga ahí su cambio y guarde de nuevo; nada se sobrescribió.',
  ),
  RECORDS_TOO_MANY: words(
    'There are as many records of this kind as the register shows.',
    'Make a new version of a record that is there; otherwise ask the operator for a server with a larger register.',
    'Hay tantos registros de este tipo como muestra el registro.',
    'Haga una versión nueva de uno existente; si no, pida a operaciones un servidor con un registro mayor.',
  ),
  RECORD_REFERENCE_UNKNOWN: words(
    'The record names something that is not recorded here.',
    'Record what the detail names first, or correct its id.',
    'El registro nombra algo que aquí no está registrado.',
    'Registre primero lo que nombra el detalle, o corrija su identificador.',
  ),
  CONFIGURATION_FROZEN: words(
    'This configuration was submitted and cannot be edited any more: what was examined must stay what was examined.',
    'Open a child configuration that names this one as its parent and says what changes.',
    'Esta configuración ya se presentó y no se puede editar: lo examinado debe seguir siendo lo examinado.',
    'Abra una configuración derivada que nombre a esta como origen y diga qué cambia.',
  ),
  CONFIGURATION_CHANGE_UNEXPLAINED: words(
    'A child configuration names its parent and says what changes; any other says neither.',
    'Fill in both fields, in Spanish and in English, or leave both out; the parent is another configuration.',
    'Una configuración derivada nombra su origen y dice qué cambia; las demás, ninguna de las dos cosas.',
    'Llene ambos campos, en español y en inglés, u omita ambos; el origen es otra configuración.',
  ),
  TRIALS_IMPOSSIBLE: words(
    'A result has more hits than trials.',
    'Correct the numbers from the laboratory’s report; the field is named in the detail.',
    'Un resultado tiene más aciertos que ensayos.',
    'Corrija los números según el informe del laboratorio; el detalle nombra el campo.',
  ),
  EVIDENCE_OTHER_CONFIGURATION: words(
    'This evidence speaks of another configuration, and proves nothing about this one.',
    'Bring evidence for exactly this configuration, hardware and software alike.',
    'Esta evidencia habla de otra configuración y nada prueba de esta.',
    'Aporte evidencia de exactamente esta configuración, con su hardware y su software.',
  ),
  EVIDENCE_DATES_IMPOSSIBLE: words(
    'The dates of this evidence contradict each other or lie in the future.',
    'Correct them from the document; the field is named in the detail.',
    'Las fechas de esta evidencia se contradicen o están en el futuro.',
    'Corríjalas según el documento; el detalle nombra el campo.',
  ),
  FINDING_WITHOUT_EVIDENCE: words(
    'A gate was judged without naming any evidence.',
    'Name the evidence that the judgment rests on, or record the gate as not assessed.',
    'Se dictaminó sobre un filtro sin nombrar evidencia alguna.',
    'Nombre la evidencia en que se apoya el dictamen, o registre el filtro como sin evaluar.',
  ),
  FINDING_UNREASONED: words(
    'A finding needs its reasons in both languages, and a pass under conditions needs the conditions.',
    'Write why in Spanish and in English, and each condition.',
    'Un dictamen necesita sus razones en ambos idiomas y, si es con condiciones, también las condiciones.',
    'Escriba el porqué en español y en inglés, y cada condición.',
  ),
  ASSERTION_UNSUPPORTED: words(
    'An assertion stays “not verified by this agency” until evidence and reasons say more.',
    'Name the evidence and write the reasons in both languages, or leave it as not verified.',
    'Una afirmación queda como «no verificada por esta agencia» hasta que evidencia y razones digan más.',
    'Nombre la evidencia y escriba las razones en ambos idiomas, o déjela como no verificada.',
  ),
  STANDARD_INCONSISTENT: words(
    'The standard contradicts itself.',
    'Correct what the detail names: an id used twice, a use it does not define, or an end before its beginning.',
    'La norma se contradice.',
    'Corrija lo que nombra el detalle: un identificador repetido, un uso que no define o un término antes de su inicio.',
  ),
  DOCUMENT_TOO_LARGE: words(
    'The document is larger than 32 MiB.',
    'Split it, or bring a smaller copy; the original can be named by its hash in the text.',
    'El documento mide más de 32 MiB.',
    'Divídalo o traiga una copia menor; el original puede nombrarse por su huella en el texto.',
  ),
  DOCUMENT_UNKNOWN: words(
    'No document of this hash was brought here, or with another size or type.',
    'Upload the document first, and name it exactly as the answer does.',
    'Aquí no se trajo ningún documento con esa huella, o con otro tamaño o tipo.',
    'Suba primero el documento y nómbrelo exactamente como lo hace la respuesta.',
  ),
  EVALUATION_UNKNOWN: words(
    'No evaluation of this hash was made here.',
    'Open the configuration’s page; it lists every evaluation.',
    'Aquí no se hizo ninguna evaluación con esa huella.',
    'Abra la página de la configuración; ahí está cada evaluación.',
  ),
  EQUIPMENT_DECISION_UNKNOWN: words(
    'There is no such decision about equipment.',
    'Open the page of the configuration or device; it lists every decision.',
    'No existe tal decisión sobre equipos.',
    'Abra la página de la configuración o del equipo; ahí está cada decisión.',
  ),
  EQUIPMENT_DECISION_SUPERSEDED: words(
    'Another decision about the same equipment came into force first, so this one no longer fits.',
    'Read what was decided, and if this step is still wanted, propose it anew.',
    'Antes entró en vigor otra decisión sobre el mismo equipo, así que esta ya no encaja.',
    'Lea lo que se decidió y, si este paso aún se quiere, propóngalo de nuevo.',
  ),
  EQUIPMENT_DECISION_STANDS: words(
    'The decision is in force and cannot be taken back.',
    'Take the next step instead: suspend, restore or remove.',
    'La decisión está en vigor y no puede retirarse.',
    'Dé el paso siguiente: suspender, restablecer o dar de baja.',
  ),
  EQUIPMENT_DECISION_WITHDRAWN: words(
    'The decision was taken back, or another one took its place, before it was in force.',
    'If the step is still wanted, propose it anew.',
    'La decisión se retiró, u otra tomó su lugar, antes de entrar en vigor.',
    'Si el paso aún se quiere, propóngalo de nuevo.',
  ),
  EQUIPMENT_SIGNATURE_LOST: words(
    'Another officer signed meanwhile, and this copy lacks that signature.',
    'Load the document again and sign the newest copy.',
    'Entretanto firmó otra persona y esta copia no trae esa firma.',
    'Cargue de nuevo el documento y firme la copia más reciente.',
  ),
  EQUIPMENT_DECISION_OTHER_PERSON: words(
    'The decision was signed with another person’s key, or is another person’s to take back.',
    'Sign in as the person who signs; nobody brings another’s signature.',
    'La decisión la firmó la llave de otra persona, o le toca a otra persona retirarla.',
    'Entre como la persona que firma; nadie trae la firma de otra.',
  ),
  EQUIPMENT_DECISIONS_TOO_MANY: words(
    'Too many decisions about this equipment wait for signatures.',
    'Sign or take back those that wait before proposing another one.',
    'Demasiadas decisiones sobre este equipo esperan firmas.',
    'Firme o retire las que esperan antes de proponer otra.',
  ),
} as const;
